import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox with very many sources", .timeLimit(.minutes(20)))
struct SandboxSizeTests {
    private static let seed =
        #"{"apiKeys":[{"value":"xx-sandbox-key","displayName":"K","organizations":{"acmeproduction":["*"]}}]}"#

    @Test("models are about 2.5 kB and the vendor's, and can be found, changed and deleted like others")
    func models() async throws {
        try await SandboxAPI.with(["--seed-sources", "250"], seed: Self.seed) { api in
            let api = api.inside("acmeproduction")
            let page = try await api.call("GET", "/sources/pages?page=1&perPage=100").body
            #expect(page["totalEntries"] == 250 && page["totalPages"] == 3)
            let models = page["sourceModels"]?.array ?? []
            #expect(models.count == 100 && models.first?["name"] == "Benchmark 000101")
            #expect(models.allSatisfy { (2_000...3_200).contains($0.text(.compact).utf8.count) })
            let id = try #require(models.first?["id"]?.string)
            #expect(try await api.create("Benchmark 000101").status == 409)
            var model = try #require(try await api.call("GET", "/sources/\(id)").body.object)
            model["sourceVisibility"] = "PRIVATE"
            #expect(try await api.call("PUT", "/sources/\(id)?rebuild=false", .object(model)).status == 200)
            #expect(try await api.call("DELETE", "/sources/acmeproduction-benchmark000001").status == 200)
            #expect(try await api.names("perPage=1") == ["Benchmark 000002"])
            #expect(try await api.names("filter=000101") == ["Benchmark 000101"])
            #expect(try await api.call("GET", "/sources/\(id)").body["sourceVisibility"] == "PRIVATE")
        }
    }

    @Test("what became of them outlives a restart, in a file that does not hold the others")
    func restart() async throws {
        try await SandboxAPI.with(seed: Self.seed) { outer in
            let state = outer.folder + "/state"
            let options = ["--seed", outer.folder + "/seed", "--state", state, "--seed-sources", "1000"]
            func start() async throws -> SandboxAPI {
                SandboxAPI(sandbox: try await Sandbox.start(options, folder: outer.folder), folder: outer.folder)
                    .inside("acmeproduction")
            }
            let first = try await start()
            try await first.call("DELETE", "/sources/acmeproduction-benchmark000001")
            try await first.call("POST", "/sources/acmeproduction-benchmark000002/rebuild")
            try await first.create("Another")
            await first.sandbox.stop()
            let size = try Data(contentsOf: URL(filePath: state)).count
            #expect(size < 20_000)
            let second = try await start()
            #expect(try await second.names("perPage=2") == ["Another", "Benchmark 000002"])
            #expect(try await second.call("GET", "/sources/pages").body["totalEntries"] == 1000)
            #expect(try await second.call("GET", "/sources/acmeproduction-benchmark000001").status == 404)
            await second.sandbox.stop()
        }
    }

    @Test("a hundred thousand are there from the first page to the last, and found among the others")
    func pages() async throws {
        try await SandboxAPI.with(["--seed-sources", "100000"], seed: Self.seed) { api in
            let api = api.inside("acmeproduction")
            let pages = [
                "perPage=2": ["Benchmark 000001", "Benchmark 000002"], "perPage=1&page=49999": ["Benchmark 050000"],
                "perPage=1&page=99999": ["Benchmark 100000"], "perPage=100&page=1000": [],
                "filter=099999": ["Benchmark 099999"],
            ]
            for (query, names) in pages {
                let found = try await api.names(query)
                #expect(found == names, "\(query)")
            }
        }
    }
}

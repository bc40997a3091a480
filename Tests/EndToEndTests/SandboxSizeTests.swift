import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox with very many sources", .timeLimit(.minutes(3)))
struct SandboxSizeTests {
    private static let seed =
        #"{"apiKeys":[{"value":"xx-sandbox-key","displayName":"K","organizations":{"acmeproduction":["*"]}}]}"#

    /// The fastest of some requests for a page in the middle of the list.
    private static func time(_ api: SandboxAPI, page: Int) async throws -> Duration {
        var times: [Duration] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let answer = try await PlainHTTP.send(
                "GET", "/rest/organizations/acmeproduction/sources/pages?perPage=1&page=\(page)",
                port: api.sandbox.port, fields: ["Authorization": "Bearer xx-sandbox-key"])
            times.append(ContinuousClock.now - start)
            #expect(answer.status == 200)
        }
        return try #require(times.min())
    }

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

    @Test("a page of a hundred thousand takes no longer than one of a thousand, give or take, and starts soon")
    func pages() async throws {
        try await SandboxAPI.with(["--seed-sources", "1000"], seed: Self.seed) { few in
            let start = ContinuousClock.now
            try await SandboxAPI.with(["--seed-sources", "100000"], seed: Self.seed) { many in
                // Debug builds are slow; a list that is sorted or copied at each request takes far longer still.
                #expect(ContinuousClock.now - start < .seconds(20))
                let short = try await Self.time(few, page: 500)
                let long = try await Self.time(many, page: 50_000)
                #expect(long < short * 4 + .milliseconds(20), "\(long) against \(short)")
            }
        }
    }
}

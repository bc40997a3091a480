import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox's Source API", .timeLimit(.minutes(20)))
struct SandboxSourceTests {
    @Test("a duplicate has everything of its source but name, ID and content, and needs a name that is free")
    func duplicate() async throws {
        try await SandboxAPI.with { api in
            let old = try await api.create(
                "Docs",
                ["customParameters": ["a": "b"], "securityProviderReferences": ["mySecurityProvider"]])
            let made = try await api.call(
                "POST", "/sources/\(old.id)/duplicate?newSourceName=Other%20docs&logicalIndexId=second")
            #expect(made.status == 201 && made.id != old.id && !made.id.isEmpty)
            #expect(made.body["name"] == "Other docs" && made.body["logicalIndex"] == "second")
            #expect(made.body["customParameters"] == ["a": "b"] && made.body["resourceId"]?.string == made.id)
            let provider = try await api.call("GET", "/securityproviders/mySecurityProvider")
            #expect(provider.body["referencedBy"]?.array?.count == 2)
            let taken = try await api.call("POST", "/sources/\(old.id)/duplicate?newSourceName=Docs")
            #expect(taken.status == 409 && taken.code == "SOURCE_NAME_ALREADY_IN_USE")
            #expect(try await api.call("POST", "/sources/\(old.id)/duplicate").code == "MISSING_PARAMETER")
            #expect(try await api.call("POST", "/sources/none/duplicate?newSourceName=N").status == 404)
            #expect(try await api.names("") == ["Docs", "Other docs"])
        }
    }

    @Test("a name that is in use gets the answer that the option names", arguments: ["409", "400", "accept"])
    func takenName(_ answer: String) async throws {
        try await SandboxAPI.with(["--taken-name", answer]) { api in
            try await api.create("Docs")
            let second = try await api.create("Docs")
            #expect(second.status == Int(answer) ?? 201)
            #expect(try await api.create("docs").status == 201, "names are told apart by their bytes")
            #expect(
                try await api.names("filter=docs&stringFilterType=EXACTMATCH").count == (answer == "accept" ? 3 : 2))
        }
    }

    @Test("a PUT ignores another name in silence, and renames where an option allows it", arguments: [false, true])
    func rename(_ isAllowed: Bool) async throws {
        try await SandboxAPI.with(isAllowed ? ["--allow-rename"] : []) { api in
            let source = try await api.create("Old")
            try await api.create("Taken")
            var model = try #require(source.body.object)
            model["name"] = "New"
            let answer = try await api.call("PUT", "/sources/\(source.id)?rebuild=false", .object(model))
            #expect(answer.status == 200)
            let name = isAllowed ? "New" : "Old"
            #expect(answer.body["name"]?.string == name)
            #expect(try await api.names("") == [name, "Taken"])
            model["name"] = "Taken"
            let taken = try await api.call("PUT", "/sources/\(source.id)", .object(model))
            #expect(taken.status == (isAllowed ? 409 : 200))
        }
    }

    @Test("lists are paged, the bare one too, filtered and sorted by the parameters that the vendor names")
    func lists() async throws {
        let many = (100..<203).map { number in
            #"{"organization":"acmesandbox","model":{"sourceType":"PUSH","pushEnabled":true,"name":"S\#(number)"}}"#
        }
        try await SandboxAPI.with(seed: #"{"sources":[\#(many.joined(separator: ","))]}"#) { api in
            try await api.create("crawled", ["sourceType": "WEB2", "pushEnabled": false])
            try await api.create("by module", ["sourceType": "FILE", "pushEnabled": false, "onPremisesEnabled": true])
            try await api.create("catalog", ["sourceType": "CATALOG", "pushEnabled": false, "streamEnabled": true])
            #expect(try await api.call("GET", "/sources").body.array?.count == 100)
            #expect(try await api.call("GET", "/sources?page=1").body.array?.count == 6)
            let pages = try await api.call("GET", "/sources/pages?perPage=50").body
            #expect(pages["totalEntries"] == 106 && pages["totalPages"] == 3)
            #expect(try await api.names("sortingOrder=DESC&perPage=2") == ["S202", "S201"])
            #expect(try await api.names("page=1&sortingOrder=DESC&perPage=2") == ["S200", "S199"])
            #expect(try await api.names("page=9") == [])
            #expect(try await api.names("filterHostType=CLOUD") == ["crawled"])
            #expect(try await api.names("filterHostType=CRAWLING_MODULE") == ["by module"])
            #expect(try await api.names("filterHostType=PUSH&perPage=1") == ["catalog"])
            #expect(try await api.names("filter=s1*9&stringFilterType=WILDCARD&perPage=1") == ["S109"])
            #expect(try await api.names("filterStatusType=IDLE") == ["by module", "catalog", "crawled"])
            #expect(try await api.names("sortingType=TYPE&perPage=3") == ["catalog", "by module", "S100"])
            #expect(try await api.names("filter=s&perPage=1") == ["by module"], "one character is ignored")
            #expect(try await api.call("GET", "/sources/pages?sortingType=SIZE").code == "INVALID_PARAMETER")
        }
    }

    @Test("operations show in the status and in the last operation, and lists find sources by them")
    func operations() async throws {
        try await SandboxAPI.with { api in
            let source = try await api.create("Docs")
            try await api.create("Other")
            let started = try await api.call("POST", "/sources/\(source.id)/pushRefresh?activityOperation=REBUILD")
            #expect(started.status == 200 && started.body.isNull)
            #expect(try await api.names("filterStatusType=REFRESHING") == ["Docs"])
            #expect(try await api.names("sortingType=STATUS_PRIORITY&sortingOrder=DESC") == ["Other", "Docs"])
            try await api.call("POST", "/sources/\(source.id)/pushRefresh?activityOperation=IDLE")
            #expect(try await api.names("filterLastOperationType=REBUILD") == ["Docs"])
            #expect(try await api.names("filterLastOperationResultType=ERROR") == [])
            #expect(try await api.names("sortingType=LAST_OPERATION") == ["Other", "Docs"])
            #expect(try await api.call("POST", "/sources/\(source.id)/pushRefresh").code == "MISSING_PARAMETER")
            let unknown = try await api.call("POST", "/sources/\(source.id)/pushRefresh?activityOperation=NAP")
            #expect(unknown.code == "INVALID_PARAMETER")
            let rebuilt = try await api.call("POST", "/sources/\(source.id)/rebuild")
            #expect(rebuilt.body["information"]?["lastOperation"]?["operationType"] == "REBUILD")
        }
    }

    @Test("the light and the raw shape are the vendor's, and a deleted source has none")
    func shapes() async throws {
        try await SandboxAPI.with { api in
            let id = try await api.create("Docs", ["mappings": [["fieldName": "title"]]]).id
            #expect(try await api.call("GET", "/sources/\(id)/light").body["name"] == "Docs")
            #expect(try await api.call("GET", "/sources/\(id)/raw").body["mappings"]?.array?.count == 1)
            #expect(try await api.call("GET", "/sources/\(id)/raw?includeMappings=false").body["mappings"] == nil)
            #expect(try await api.call("DELETE", "/sources/\(id)").status == 200)
            #expect(try await api.call("GET", "/sources/\(id)/light").status == 404)
        }
    }

    @Test("schedules are kept, changed, switched and deleted")
    func schedules() async throws {
        try await SandboxAPI.with { api in
            let id = try await api.create("Docs").id
            let made = try await api.call(
                "POST", "/sources/\(id)/schedules", ["refreshType": "REBUILD", "enabled": true])
            #expect(made.status == 201)
            let path = "/sources/\(id)/schedules/\(made.id)"
            #expect(try await api.call("POST", "/sources/\(id)/disable").status == 200)
            #expect(try await api.call("GET", path).body["enabled"] == false)
            #expect(try await api.call("PUT", path, ["refreshType": "FULL_REFRESH"]).status == 201)
            #expect(
                try await api.call("GET", "/sources/\(id)/schedules").body.array?.first?["refreshType"]
                    == "FULL_REFRESH")
            #expect(try await api.call("DELETE", path).status == 204)
            #expect(try await api.call("GET", path).status == 404)
        }
    }

    @Test("names that bite are names: 254 characters, emoji, blanks, what another source's ID is")
    func names() async throws {
        try await SandboxAPI.with { api in
            let first = try await api.create("Docs").id
            for name in [
                String(repeating: "😀", count: 127), "--help", "../x", "a/b?c#d%2f", "\u{202E}abc", "a\nb", first,
            ] {
                let made = try await api.create(name)
                #expect(made.status == 201 && made.body["name"]?.string == name)
            }
            #expect(try await api.create(String(repeating: "x", count: 255)).code == "INVALID_SOURCE_NAME")
        }
    }
}

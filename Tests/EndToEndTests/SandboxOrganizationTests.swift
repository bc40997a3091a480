import JSON
import Support
import Testing

@Suite("The sandbox's organizations and privileges", .timeLimit(.minutes(20)))
struct SandboxOrganizationTests {
    private static let seed = #"""
        {"organizations": [{"id": "two", "displayName": "Second", "paused": true, "providerLimit": 2},
                           {"id": "one", "displayName": "First", "sourceLimit": 1},
                           {"id": "foreign", "displayName": "Foreign"}],
         "apiKeys": [{"value": "k", "displayName": "K", "organizations": {"one": ["*"], "two": ["*"]}},
                     {"value": "narrow", "displayName": "N",
                      "organizations": {"one": ["SOURCE VIEW one-a", "SOURCE EDIT one-a"]}}],
         "sources": [{"organization": "one", "model": {"id": "one-a", "sourceType": "PUSH", "name": "A"}}],
         "securityProviders": []}
        """#

    @Test("organizations are a bare array without a query and pages with one; those of others are not in it")
    func list() async throws {
        try await SandboxAPI.with(seed: Self.seed) { api in
            let api = api.using("k")
            let raw = try await PlainHTTP.send(
                "GET", "/rest/organizations", port: api.sandbox.port, fields: ["Authorization": "Bearer k"])
            #expect(
                try JSONValue(parsing: Array(raw.body.utf8)).array?.compactMap { $0["id"]?.string } == ["one", "two"])
            let page = try await api.call("GET", "/rest/organizations?page=0&perPage=1&order=desc").body
            #expect(page["items"]?.array?.compactMap { $0["id"]?.string } == ["two"])
            #expect(page["totalEntries"] == 2 && page["totalPages"] == 2)
            #expect(try await api.call("GET", "/rest/organizations?page=0&filter=FIR").body["totalEntries"] == 1)
            #expect(try await api.call("GET", "/rest/organizations/foreign").status == 403)
            #expect(try await api.call("GET", "/rest/organizations/none").code == "ORGANIZATION_NOT_FOUND")
        }
    }

    @Test("a paused organization says so, refuses changes, and works once it is resumed")
    func pause() async throws {
        try await SandboxAPI.with(seed: Self.seed) { api in
            let api = api.using("k").inside("two")
            let status = try await api.call("GET", "/status").body
            #expect(status["lifeCycleState"] == "PAUSED" && status["pauseState"] == "PAUSED")
            #expect(status["resumable"] == true)
            let refused = try await api.create("Docs")
            #expect(refused.status == 400 && refused.code == "ORGANIZATION_IS_PAUSED")
            #expect(try await api.call("GET", "/sources").status == 200)
            #expect(try await api.call("POST", "/resume").status == 204)
            #expect(try await api.call("GET", "/status").body["lifeCycleState"] == "ACTIVE")
            #expect(try await api.create("Docs").status == 201)
        }
        try await SandboxAPI.with(["--paused", "acmesandbox"]) { api in
            let refused = try await api.create("Docs")
            #expect(refused.code == "ORGANIZATION_IS_PAUSED")
        }
    }

    @Test("limits count what is there, and hold")
    func limits() async throws {
        try await SandboxAPI.with(seed: Self.seed) { api in
            let api = api.using("k").inside("one")
            let limits = try await api.call("GET", "/limits").body["content"]
            #expect(limits?["numberOfSourcesLimit"] == ["actualCount": 1, "limit": 1])
            #expect(limits?["numberOfSecurityProvidersLimit"]?["actualCount"] == 0)
            #expect(try await api.create("B").code == "LIMIT_REACHED")
        }
    }

    @Test("the global address book names the one region and this server")
    func global() async throws {
        try await SandboxAPI.with { api in
            let place = try await api.call("GET", "/rest/global/organizations/{org}").body
            #expect(place["primaryMainRegion"] == "us-east-1")
            #expect(place["adminDns"]?.string == "127.0.0.1:\(api.sandbox.port)")
            let regions = try await api.call("GET", "/rest/global/regions").body.array ?? []
            #expect(regions.count == 1 && regions.first?["regionType"] == "PRIMARY")
            #expect(regions.first?["apiEndpoint"]?.string == api.sandbox.url)
        }
    }

    @Test("privileges are evaluated, one to one thing as well, and told")
    func privileges() async throws {
        func asked(_ type: String, on target: String) -> JSONValue {
            [
                "organizationId": "one",
                "requestedPrivilege": [
                    "owner": "PLATFORM", "targetDomain": "SOURCE", "type": .string(type), "targetId": .string(target),
                ],
            ]
        }
        try await SandboxAPI.with(seed: Self.seed) { api in
            let narrow = api.using("narrow").inside("one")
            let granted = try await narrow.call("POST", "/rest/privilege/evaluate", asked("EDIT", on: "one-a")).body
            #expect(granted["approved"] == true)
            #expect(granted["evaluationReport"]?["privilegeEvaluationResultCodes"] == ["OPERATION_GRANTED"])
            for body in [asked("EDIT", on: "*"), asked("CREATE", on: "*"), asked("EDIT", on: "one-b")] {
                #expect(try await narrow.call("POST", "/rest/privilege/evaluate", body).body["approved"] == false)
            }
            let mine = try await narrow.call("GET", "/privileges/me").body
            #expect(mine.array?.count == 2 && mine.array?.first?["targetId"] == "one-a")
            #expect(try await narrow.names("") == ["A"])
            #expect(try await narrow.call("GET", "/sources/one-b").status == 403)
            #expect(try await narrow.call("GET", "/sources/one-a").status == 200)
            #expect(try await narrow.call("GET", "/securityproviders").status == 403)
            let everything = try await api.using("k").inside("one").call("GET", "/privileges/me").body.array ?? []
            #expect(everything.contains { $0["targetDomain"] == "API_KEY" && $0["level"] == "GLOBAL" })
        }
    }
}

import JSON
import Support
import Testing

@Suite("The sandbox's security providers", .timeLimit(.minutes(20)))
struct SandboxProviderTests {
    private static func provider(_ id: String, source: String? = nil) -> JSONValue {
        var model: JSONObject = ["displayName": "P", "nodeRequired": false, "type": "EXPANDED"]
        model["id"] = .string(id)
        if let source { model["referencedBy"] = [["id": .string(source), "type": "SOURCE"]] }
        model["cascadingSecurityProviders"] = [
            "EmailSecurityProvider": ["id": "Email Security Provider", "type": "EMAIL"]
        ]
        return .object(model)
    }

    private static func references(_ id: String, _ api: SandboxAPI) async throws -> JSONValue? {
        try await api.call("GET", "/sources/\(id)").body["securityProviderReferences"]
    }

    @Test("a source comes first and its provider names it, or a provider comes first and the source names it")
    func bothOrders() async throws {
        try await SandboxAPI.with { api in
            let first = try await api.create("First", ["sourceVisibility": "SECURED"]).id
            #expect(
                try await api.call("POST", "/securityproviders", Self.provider("late", source: first)).status == 200)
            #expect(try await Self.references(first, api) == ["late"])

            try await api.call("POST", "/securityproviders", Self.provider("early"))
            let second = try await api.create(
                "Second", ["sourceVisibility": "SECURED", "securityProviderReferences": ["early"]])
            let shown = try await api.call("GET", "/securityproviders/early").body["referencedBy"]
            #expect(shown?.array?.first?["id"]?.string == second.id && shown?.array?.count == 1)

            try await api.call("PUT", "/securityproviders/late", Self.provider("late"))
            #expect(try await Self.references(first, api) == [])
            try await api.call("DELETE", "/sources/\(second.id)")
            #expect(try await api.call("GET", "/securityproviders/early").body["referencedBy"] == [])
        }
    }

    @Test("providers are an array, and pages below /page; both need the privilege")
    func lists() async throws {
        try await SandboxAPI.with { api in
            try await api.call("POST", "/securityproviders", Self.provider("b"))
            #expect(try await api.call("GET", "/securityproviders").body.array?.count == 2)
            let page = try await api.call("GET", "/securityproviders/page?page=1&perPage=1").body
            #expect(page["items"]?.array?.first?["id"] == "b" && page["totalEntries"] == 2)
        }
    }

    @Test("a taken ID, another ID than the path's, an unknown source, a missing type and an unknown field are refused")
    func errors() async throws {
        try await SandboxAPI.with { api in
            let taken = try await api.call("POST", "/securityproviders", Self.provider("mySecurityProvider"))
            #expect(taken.status == 409 && taken.code == "SECURITY_PROVIDER_ALREADY_EXISTS")
            #expect(try await api.call("PUT", "/securityproviders/a", Self.provider("b")).code == "INVALID_VALUE")
            let unknown = try await api.call("POST", "/securityproviders", Self.provider("p", source: "none"))
            #expect(unknown.status == 400 && unknown.code == "SOURCE_NOT_FOUND")
            #expect(try await api.call("POST", "/securityproviders", ["id": "p"]).code == "INVALID_VALUE")
            let field = try await api.call("POST", "/securityproviders", ["id": "p", "type": "EXPANDED", "x": 1])
            #expect(field.code == "UNKNOWN_FIELD")
            #expect(try await api.call("GET", "/securityproviders/none").code == "SECURITY_PROVIDER_NOT_FOUND")
            // The older form: the name stands for the ID.
            let old = try await api.call("PUT", "/securityproviders/old", ["name": "old", "type": "EXPANDED"])
            #expect(old.status == 200 && old.id == "old")
        }
    }
}

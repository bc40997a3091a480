import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo keys list, disable, delete")
struct KeysTests {
    private static let path = "/rest/organizations/acme/apikeys"
    static func key(_ id: String, _ name: String, enabled: Bool = true, extra: String = "") -> String {
        #"{"id":"\#(id)","displayName":"\#(name)","enabled":\#(enabled)\#(extra)}"#
    }
    private static let docs = key(
        "k-1", "Docs\\u001b",
        extra: #","expirationDate":1767323045000,"privileges":[{"owner":"PLATFORM","#
            + #""targetDomain":"SOURCE","type":"EDIT","targetId":"acme-1"}],"value":"canary""#)

    private func desk(_ answers: [String: [ScriptedPlatform.Answer]] = [:]) async throws -> Desk {
        let list = "[\(Self.docs),\(Self.key("k-2", "A")),\(Self.key("k-3", "A", enabled: false))]"
        return try await Desk.loggedIn(
            [
                "GET \(Self.path)": [.success(.json(list))],
                "DELETE \(Self.path)/k-1": [.success(.plain("", status: 204))],
                "PUT \(Self.path)/k-2": [.success(.json("{}"))],
            ].merging(answers) { $1 })
    }

    @Test("list never shows a value")
    func list() async throws {
        let desk = try await desk()
        #expect(
            await desk.coveo("key", "list").output == """
                k-2\tA\tENABLED\t\t\t
                k-3\tA\tDISABLED\t\t\t
                k-1\tDocs\\u{1b}\tENABLED\t2026-01-02T03:04:05Z\t\tSOURCE EDIT

                """)
        let json = await desk.coveo("keys", "list", "--json").output
        #expect(json.hasPrefix(#"[{"id":"k-2","#) && !json.contains("value"))
        try Golden.expect(
            await desk.coveo("keys", "list", "--color", "never", terminal: .person(nil, columns: 100)).output,
            "keys-list.txt")
    }

    @Test("delete asks, naming keys, organization and platform; without a terminal it needs --yes")
    func delete() async throws {
        let desk = try await desk()
        let asked = await desk.coveo("keys", "delete", "k-1", terminal: .person("n"))
        #expect(asked.code == 1)
        #expect(
            asked.error.contains(
                "Delete the API key 'Docs\\u{1b}' (k-1) of organization acme at platform.cloud.coveo.com?"))
        #expect(await desk.coveo("keys", "delete", "k-1").code == 64)
        #expect(desk.platform.requests(.delete).isEmpty)
        let ran = await desk.coveo("keys", "delete", "k-1", "--yes", "--json")
        #expect(ran.code == 0)
        #expect(ran.output == #"[{"id":"k-1","name":"Docs\u001b","deleted":true}]"# + "\n")
    }

    @Test("all are found before the first is touched; a name that several have is 65 with their IDs")
    func selection() async throws {
        let desk = try await desk()
        let absent = await desk.coveo("keys", "delete", "k-1", "k-9", "-y")
        #expect(absent.code == 65 && absent.error.contains("no API key with the ID or name 'k-9'"))
        let twins = await desk.coveo("keys", "disable", "A", "-y")
        #expect(twins.code == 65 && twins.error.contains("2 API keys are called 'A': k-2, k-3"))
        #expect(await desk.coveo("keys", "delete", "", "-y").code == 64)
        #expect(desk.platform.requests.allSatisfy { $0.head.method == .get })
    }

    @Test("disable sends the key back disabled, looks whether it is, and leaves a disabled one alone")
    func disable() async throws {
        let after = "[\(Self.key("k-2", "A", enabled: false)),\(Self.key("k-3", "A", enabled: false))]"
        let before = "[\(Self.key("k-2", "A")),\(Self.key("k-3", "A", enabled: false))]"
        let desk = try await desk(["GET \(Self.path)": [.success(.json(before)), .success(.json(after))]])
        let ran = await desk.coveo("keys", "disable", "k-2", "k-3", "-y", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output == #"[{"id":"k-2","name":"A","disabled":true,"changed":true},"#
                + #"{"id":"k-3","name":"A","disabled":true,"changed":false}]"# + "\n")
        #expect(desk.platform.requests(.put).map(\.text) == [Self.key("k-2", "A", enabled: false)])
    }

    @Test("a platform that takes the request and does nothing is 1")
    func notDisabled() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("keys", "disable", "k-2", "-y", "--json")
        #expect(ran.code == 1)
        #expect(ran.output == #"[{"id":"k-2","name":"A","disabled":false,"changed":false}]"# + "\n")
        #expect(ran.error.contains("'A' (k-2) is enabled still"))
    }

    @Test("one that fails leaves the others done")
    func oneFails() async throws {
        let desk = try await desk([
            "DELETE \(Self.path)/k-2": [.success(Given.refusal(403))],
            "DELETE \(Self.path)/k-3": [.success(Given.refusal(404))],
        ])
        let ran = await desk.coveo("keys", "delete", "k-2", "k-1", "k-3", "-y", "--json")
        #expect(ran.code == 77)
        #expect(ran.error.contains("it needs the privilege API_KEY EDIT"))
        #expect(ran.output.contains(#"{"id":"k-2","name":"A","deleted":false}"#))
        #expect(ran.output.contains(#"{"id":"k-1","name":"Docs\u001b","deleted":true}"#))
        #expect(ran.error.contains("'A' was gone already"))
    }
}

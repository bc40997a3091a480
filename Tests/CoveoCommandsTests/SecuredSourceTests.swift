import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources create --create-security-provider")
struct SecuredSourceTests {
    private static let providers = "/rest/organizations/acme/securityproviders"
    private static let line = [
        "sources", "create", "Docs", "--visibility", "secured", "--create-security-provider", "p",
    ]
    private static let referring = #"{"id":"p","referencedBy":[{"id":"acme-1","type":"SOURCE"}]}"#
    private static let absent = ScriptedPlatform.Answer.success(Given.refusal(404))

    private func desk(_ answers: [String: [ScriptedPlatform.Answer]] = [:]) async throws -> Desk {
        try await Desk.loggedIn(
            [
                "GET \(Self.providers)/p": [Self.absent, .success(.json(Self.referring))],
                "POST \(Given.sources)": [.success(.json(#"{"id":"acme-1"}"#, status: 201))],
                "POST \(Self.providers)": [.success(.json(Self.referring))],
            ].merging(answers) { $1 })
    }

    @Test("the source comes first, then the provider that names it: the order that the vendor documents")
    func order() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line)
        #expect(ran.code == 0 && ran.output == "acme-1\n" && !ran.error.contains("warning"))
        let posts = desk.platform.requests(.post)
        #expect(posts.map(\.line) == ["POST \(Given.sources)", "POST \(Self.providers)"])
        #expect(!posts[0].text.contains("securityProviderReferences") && posts[0].text.contains("SECURED"))
        #expect(posts[1].text.contains(#""referencedBy":[{"id":"acme-1","type":"SOURCE"}]"#))
    }

    @Test("a provider that is there is referenced at the creation, and not made")
    func there() async throws {
        let desk = try await desk(["GET \(Self.providers)/p": [.success(.json(#"{"id":"p"}"#))]])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 0 && ran.output == "acme-1\n")
        #expect(ran.error.contains("the security provider 'p' is there already: the source references it"))
        let posts = desk.platform.requests(.post)
        #expect(posts.count == 1 && posts[0].text.contains(#""securityProviderReferences":["p"]"#))
    }

    @Test("where the provider fails the ID is out, and the error says what is there and how to go on")
    func between() async throws {
        let desk = try await desk(["POST \(Self.providers)": [.success(Given.refusal(403))]])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 77 && ran.output == "acme-1\n")
        #expect(
            ran.error.contains(
                "error: the source acme-1 was created, its security provider 'p' was not: this account may not create the "
                    + "security provider: it needs the privilege SECURITY_PROVIDER CREATE"))
        #expect(ran.error.contains("hint: go on with 'coveo providers create p --source acme-1'"))
    }

    @Test("neither naming the other is warned of; the source naming it is enough")
    func neither() async throws {
        let silent = ScriptedPlatform.Answer.success(.json(#"{"id":"p"}"#))
        let desk = try await desk([
            "GET \(Self.providers)/p": [Self.absent, silent],
            "GET \(Given.sources)/acme-1": [.success(.json(Given.source()))],
        ])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 0 && ran.error.contains("warning: neither does the provider 'p' say"))
        let naming = Given.source(extra: #","securityProviderReferences":["p"]"#)
        let enough = try await self.desk([
            "GET \(Self.providers)/p": [Self.absent, silent],
            "GET \(Given.sources)/acme-1": [.success(.json(naming))],
        ])
        #expect(await !enough.run(Self.line).error.contains("warning"))
    }

    @Test("a source that is there already gets its provider all the same; one that differs gets none")
    func ifNotExists() async throws {
        let there = Given.page(Given.source(visibility: "SECURED"))
        let desk = try await desk(["GET \(Given.sources)/pages": [.success(there)]])
        let ran = await desk.run(Self.line + ["--if-not-exists"])
        #expect(ran.code == 0 && ran.output == "acme-1\n")
        #expect(desk.platform.requests(.post).map(\.line) == ["POST \(Self.providers)"])
        let other = try await self.desk(["GET \(Given.sources)/pages": [.success(Given.page(Given.source()))]])
        #expect(await other.run(Self.line + ["--if-not-exists"]).code == 1)
        #expect(other.platform.requests(.post).isEmpty)
    }

    @Test("a source that is refused without a provider has the other order as its hint; it needs secured")
    func refused() async throws {
        let desk = try await desk(["POST \(Given.sources)": [.success(Given.refusal(400))]])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 65 && ran.error.contains("'coveo providers create ID', then --security-provider ID"))
        let shared = await desk.coveo("sources", "create", "Docs", "--create-security-provider", "p")
        #expect(shared.code == 64 && shared.error.contains("security providers belong to secured sources"))
        let dry = await desk.run(Self.line + ["--dry-run"])
        #expect(dry.code == 0 && dry.error == "then comes the security provider 'p', which references it\n")
    }
}

import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo api: where the token goes")
struct ApiHostTests {
    private func session(push: String?) -> Session {
        var session = Given.session()
        session.platformURL = "https://platform.example"
        session.pushURL = push
        return session
    }

    private func desk(push: String? = "https://push.example") async throws -> Desk {
        try await Desk.loggedIn(
            [
                "POST /push/v1/x": [.success(.json("{}"))], "GET /rest/x": [.success(.json("{}"))],
                "GET /rest/user@evil.example": [.success(.json("{}"))],
            ], session: session(push: push))
    }

    @Test("the Push API's paths go to the login's Push host, all others to its platform")
    func hosts() async throws {
        let desk = try await desk()
        #expect(await desk.coveo("api", "POST", "/push/v1/x").code == 0)
        #expect(await desk.coveo("api", "rest/x").code == 0)
        #expect(await desk.coveo("api", "https://platform.example/rest/x").code == 0)
        #expect(await desk.coveo("api", "/rest/user@evil.example").code == 0)
        let hosts = desk.platform.requests.map(\.head.authority)
        #expect(hosts == ["push.example", "platform.example", "platform.example", "platform.example"])
    }

    @Test(
        "no text leads it anywhere else, and what is refused is refused before anything is sent",
        arguments: [
            ("https://evil.example/rest/x", 77), ("//evil.example/rest/x", 64), ("/\\evil.example", 64),
            ("\\\\evil.example\\x", 64), ("@evil.example/x", 64), (":80@evil.example/x", 64), ("/..//evil.example", 64),
            ("/%2f%2fevil.example", 64), ("/%5c%5cevil.example", 64), ("/%2e%2e/%2e%2e/x", 64), ("/../x", 64),
            (".evil.example/x", 0), ("https://platform.example@evil.example/x", 77),
            ("https://platform.example.evil.example/x", 77), ("http://platform.example/rest/x", 77),
            ("https://platform.example:444/rest/x", 77), ("https://platform.example\\@evil.example/x", 64),
            ("https://platform.example%2f@evil.example/x", 77), ("https:evil.example", 64),
            ("ftp://evil.example/x", 64),
            ("/x\r\nHost: evil.example", 64), ("/x HTTP/1.1", 64), ("https://push.example/rest/x", 64),
            ("https://platform.example/push/v1/x", 64), ("/push/v1/../../rest/x", 64),
        ])
    func elsewhere(path: String, code: Int32) async throws {
        let desk = try await desk()
        desk.platform.answer("GET /.evil.example/x", .success(.json("{}")))
        let ran = await desk.coveo("api", path)
        #expect(ran.code == code, "\(ran.error)")
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "platform.example" })
        #expect(desk.platform.lines.isEmpty == (code != 0))
        #expect(!ran.error.contains("\r") && !ran.error.contains("\u{1B}"))
    }

    @Test("a redirect is followed nowhere, and told without its query", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let desk = try await desk()
        let location = "https://evil.example/x?code=canary"
        desk.platform.answer(
            "GET /rest/x", .success(.plain("gone", status: status, fields: [.location: location])))
        let ran = await desk.coveo("api", "/rest/x", "-i", "-v")
        #expect(ran.code == 76)
        #expect(ran.output.contains("\nLocation: https://evil.example/x?[redacted]\n\ngone"))
        #expect(ran.error.contains("a redirect to evil.example, which is not followed"))
        #expect(desk.platform.lines == ["GET /rest/x"])
    }

    @Test("a login without a Push host says how to name it")
    func unknownPushHost() async throws {
        let desk = try await desk(push: nil)
        let ran = await desk.coveo("api", "POST", "/push/v1/x")
        #expect(ran.code == 78)
        #expect(ran.error.contains("does not know its address") && ran.error.contains("--push-url URL"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("COVEO_PUSH_URL changes where a login's token goes only within its platform's origin")
    func pushVariable() async throws {
        let bare = try await desk(push: nil)
        let same = ["COVEO_PUSH_URL": "https://platform.example/"]
        #expect(await bare.coveo("api", "POST", "/push/v1/x", environment: same).code == 0)
        let other = ["COVEO_PUSH_URL": "https://evil.example"]
        for desk in [bare, try await desk()] {
            let ran = await desk.coveo("api", "POST", "/push/v1/x", environment: other)
            #expect(ran.code == 77)
            #expect(ran.error.contains("COVEO_PUSH_URL names evil.example, which is not the Push host of the login"))
            #expect(await desk.coveo("api", "/rest/x", environment: other).code == 0)
        }
        let wrong = await bare.coveo("api", "POST", "/push/v1/x", environment: ["COVEO_PUSH_URL": "push"])
        #expect(wrong.code == 78 && wrong.error.contains("COVEO_PUSH_URL"), "\(wrong.error)")
        #expect(bare.platform.requests.allSatisfy { $0.head.authority == "platform.example" })
    }

    @Test("beside COVEO_ACCESS_TOKEN the environment names both hosts")
    func variables() async throws {
        let desk = Desk(platform: ScriptedPlatform(["POST /push/v1/x": [.success(.json("{}"))]]))
        var variables = ["COVEO_ACCESS_TOKEN": "canary-key"]
        #expect(await desk.coveo("api", "POST", "/push/v1/x", environment: variables).code == 0)
        variables["COVEO_PUSH_URL"] = "https://push.example"
        let alone = await desk.coveo("api", "POST", "/push/v1/x", environment: variables)
        #expect(alone.code == 78 && alone.error.contains("no COVEO_PLATFORM_URL stands beside it"), "\(alone.error)")
        variables["COVEO_PLATFORM_URL"] = "https://platform.example"
        #expect(await desk.coveo("api", "POST", "/push/v1/x", environment: variables).code == 0)
        #expect(desk.platform.requests.map(\.head.authority) == ["api.cloud.coveo.com", "push.example"])
    }
}

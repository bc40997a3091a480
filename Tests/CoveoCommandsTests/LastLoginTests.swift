import HTTPTypes
import JSON
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("The next login of a profile that was logged out")
struct LastLoginTests {
    private static let eu = "https://platform-eu.cloud.coveo.com"

    /// A desk whose person comes back from the login page, at an own server too.
    private func desk(_ configuration: String? = nil) -> Desk {
        let desk = Desk.withBrowser([
            "POST /token": [OwnServer.tokens], "POST /oauth/token": [.success(Given.tokens)],
            "GET /.well-known/oauth-authorization-server": [OwnServer.metadata()],
        ])
        if let configuration { desk.files.put(configuration, Desk.configuration) }
        return desk
    }

    /// The same machine with a person who comes back from the next login's address.
    private func next(_ desk: Desk) -> Desk {
        var desk = desk
        let redirects = ScriptedRedirects()
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in _ = redirects.request("/?code=\(Given.code)&state=\(Given.state)") }
        return desk
    }

    private func kept(_ desk: Desk, _ profile: String = "default") throws -> JSONValue? {
        let text = try #require(desk.files.text(Desk.configuration))
        return try JSONValue(parsing: Array(text.utf8))["profiles"]?[profile]?["lastLogin"]
    }

    private func configuration(_ lastLogin: String, more: String = "") -> String {
        #"{"profile":"default","profiles":{"default":{"organization":"acme","lastLogin":\#(lastLogin)\#(more)}}}"#
    }

    @Test("goes to the same platform, server and client, with the same scopes")
    func again() async throws {
        let desk = desk()
        let options = [
            "--platform-url", "https://p.example", "--push-url", "https://push.example", "--issuer", OwnServer.issuer,
            "--client-id", "mine", "--scope", "a", "--scope", "b", "--revocation-endpoint", "https://as.example/gone",
        ]
        #expect(await desk.run(["login", "--browser"] + options).code == 0)
        #expect(
            try kept(desk)?.text(.compact)
                == #"{"platformUrl":"https://p.example","pushUrl":"https://push.example","way":"browser","#
                + #""clientId":"mine","clientAuth":"none","scopes":["a","b"],"issuer":"https://as.example","#
                + #""revocationEndpoint":"https://as.example/gone"}"#)
        let first = try #require(try await desk.session())
        #expect(await desk.coveo("logout").code == 0)
        #expect(try await desk.session() == nil)
        let again = next(desk)
        let ran = await again.coveo("login", "--browser")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(
            ran.error.hasPrefix(
                """
                As before: on https://p.example (--region or --platform-url names another)
                As before: at as.example, as client 'mine' (--client-id cli takes the platform's own)

                """))
        #expect(again.browser.opened.last?.hasPrefix("https://as.example/authorize?") == true)
        #expect(again.browser.opened.last?.contains("&scope=a%20b&") == true)
        let second = try #require(try await desk.session())
        #expect(second.platformURL == first.platformURL && second.pushURL == first.pushURL)
        #expect(second.client == first.client && second.revocationEndpoint == "https://as.example/gone")
        #expect(second.requestedScopes == ["a", "b"] && second.organization == "acme")
    }

    @Test("goes there, too, where the store has lost the login, and where another command offers it")
    func lost() async throws {
        let desk = desk(configuration(#"{"platformUrl":"https://p.example","way":"browser"}"#))
        let ran = await desk.coveo("sources", "list", terminal: .captured("y"))
        #expect(ran.error.contains("As before: on https://p.example"), "\(ran.error)")
        #expect(desk.browser.opened.last?.hasPrefix("https://p.example/oauth/authorize?") == true)
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "p.example" })
        #expect(desk.platform.requests[0].authorization == "Basic Y2xpOmNsaQ==", "the platform's own client")
    }

    @Test("of the platform's own client only the platform is kept")
    func ownClient() async throws {
        let desk = desk()
        #expect(await desk.coveo("login", "--browser", "--region", "eu").code == 0)
        #expect(
            try kept(desk)?.text(.compact)
                == #"{"platformUrl":"\#(Self.eu)","pushUrl":"https://api-eu.cloud.coveo.com","way":"browser"}"#)
    }

    @Test("flags and environment go before what is kept, and a server is of its platform alone")
    func precedence() async throws {
        let own =
            #"{"platformUrl":"https://p.example","clientId":"mine","clientAuth":"none","issuer":"https://as.example"}"#
        let cases: [([String], [String: String], String)] = [
            (["--region", "eu"], [:], "platform-eu.cloud.coveo.com"),
            (["--platform-url", "https://q.example"], [:], "q.example"),
            ([], ["COVEO_PLATFORM_URL": "https://q.example"], "q.example"),
            ([], ["COVEO_REGION": "eu"], "platform-eu.cloud.coveo.com"),
            (["--platform-url", "https://p.example"], [:], "as.example"),
            ([], ["COVEO_PLATFORM_URL": "https://p.example/"], "as.example"),
            (["--client-id", "cli"], [:], "p.example"),
        ]
        for (options, environment, host) in cases {
            let desk = desk(configuration(own))
            let ran = await desk.run(["login", "--browser"] + options, environment: environment)
            #expect(ran.code == 0, "\(options) \(environment) \(ran.error)")
            #expect(desk.browser.opened.last?.hasPrefix("https://\(host)/") == true, "\(options) \(environment)")
        }
    }

    @Test("the Push API's address need not be named again with the platform's")
    func push() async throws {
        let kept = #"{"platformUrl":"https://p.example","pushUrl":"https://push.example"}"#
        let desk = desk(configuration(kept))
        let ran = await desk.coveo("login", "--browser", "--platform-url", "https://p.example")
        #expect(ran.code == 0 && !ran.error.contains("Push API"))
        #expect(try await desk.session()?.pushURL == "https://push.example")
    }

    @Test("the organization of the settings is taken again where the account has it")
    func organization() async throws {
        let desk = desk(
            #"{"profiles":{"default":{"organization":"beta","lastLogin":{"platformUrl":"\#(Given.platform)"}}}}"#)
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("acme", "beta")))
        #expect(await desk.coveo("login", "--browser").code == 0)
        #expect(try await desk.session()?.organization == "beta")
        let other = self.desk(configuration(#"{"platformUrl":"https://p.example"}"#))
        other.platform.answer("GET /rest/organizations", .success(Given.organizations("gamma", "beta")))
        #expect(await other.coveo("login", "--browser").code == 64, "it has another organization now")
    }

    @Test("a client's secret is not kept: it has to be given again, and the way of showing it stays")
    func secret() async throws {
        for method in ["basic", "post"] {
            let desk = desk()
            let options = OwnServer.endpoints + ["--client-auth", method, "--client-secret-stdin"]
            #expect(await desk.run(["login", "--browser"] + options, terminal: .pipe("canary-secret")).code == 0)
            #expect(try kept(desk)?["clientAuth"] == .string(method))
            #expect(await desk.coveo("logout").code == 0)
            let refused = await next(desk).coveo("login", "--browser")
            #expect(refused.code == 64)
            #expect(
                refused.error.contains(
                    """
                    error: client 'mine' has a secret, which was kept with the login and went with it
                    hint: give it again: 'coveo login --browser --client-secret-stdin' reads it from stdin, or asks for it

                    """), "\(refused.error)")
            let out = await desk.coveo("sources", "list")
            #expect(out.code == 77 && out.error.contains("hint: run 'coveo login --client-secret-stdin'\n"))
            let again = next(desk)
            let ran = await again.coveo("login", "--browser", "--client-secret-stdin", terminal: .pipe("canary-new"))
            #expect(ran.code == 0, "\(ran.error)")
            let secret = Redacted("canary-new")
            #expect(
                try await desk.session()?.client?.authentication == (method == "post" ? .post(secret) : .basic(secret)))
        }
    }

    @Test(
        "what can't be used is 78 and says what, unless the platform is named, which writes it anew",
        arguments: [
            (#""here""#, "it is"), ("{}", "its 'platformUrl' is"), (#"{"platformUrl":1}"#, "its 'platformUrl' is"),
            (#"{"platformUrl":"http://p.example"}"#, "its 'platformUrl' is"),
            (#"{"platformUrl":"https://p.example","pushUrl":"p"}"#, "its 'pushUrl' is"),
            (#"{"platformUrl":"https://p.example","issuer":"https://as.example"}"#, "its 'clientId' is"),
            (#"{"platformUrl":"https://p.example","clientId":""}"#, "its 'clientId' is"),
            (#"{"platformUrl":"https://p.example","clientId":"m"}"#, "its 'clientAuth' is"),
            (#"{"platformUrl":"https://p.example","clientId":"m","clientAuth":"later"}"#, "its 'clientAuth' is"),
            (
                #"{"platformUrl":"https://p.example","clientId":"m","clientAuth":"none","tokenEndpoint":"ftp://x"}"#,
                "its 'tokenEndpoint' is"
            ),
            (
                #"{"platformUrl":"https://p.example","clientId":"m","clientAuth":"none","scopes":["a",1]}"#,
                "its 'scopes' is"
            ),
            (
                #"{"platformUrl":"https://p.example","clientId":"m","clientAuth":"none","scopes":"a"}"#,
                "its 'scopes' is"
            ),
        ])
    func damaged(_ value: String, _ words: String) async throws {
        let desk = desk(configuration(value, more: #","later":1"#))
        let ran = await desk.coveo("login", "--browser", "--profile", "default")
        #expect(ran.code == 78)
        #expect(desk.browser.opened.isEmpty && desk.platform.lines.isEmpty)
        #expect(
            ran.error == """
                error: what is kept in \(Desk.configuration) of the last login of profile 'default' can't be used \
                ('lastLogin'): \(words) not what a login writes there
                hint: say where to log in: 'coveo login --browser --platform-url URL --profile default', or with \
                --region; that writes it anew

                """)
        for command in [["profiles", "list"], ["auth", "status"], ["sources", "list"], ["config", "list"]] {
            #expect(await desk.run(command).code < 78, "\(command)")
        }
        #expect(await desk.coveo("login", "--browser", "--region", "eu").code == 0)
        #expect(try kept(desk)?["platformUrl"] == .string(Self.eu))
        #expect(desk.files.text(Desk.configuration)?.contains(#""later": 1"#) == true, "unknown keys survive")
    }

    @Test("a way of a later version is no way, and keys of one are passed over")
    func later() async throws {
        let desk = desk(configuration(#"{"platformUrl":"https://p.example","way":"telepathy","x":[1]}"#))
        #expect(await desk.coveo("login", "--browser").code == 0)
        #expect(try await desk.session()?.platformURL == "https://p.example")
    }

    @Test("killed between the item and the settings, the logout keeps where the login was made")
    func killed() async throws {
        for operations in 0..<12 {
            let process = KilledProcess(after: operations)
            let base = desk(configuration(#"{"platformUrl":"https://old.example"}"#))
            var mortal = base
            mortal.wrapStore = { MortalStore(base: $0, process: process) }
            mortal.otherFiles = MortalFiles(base: base.files, process: process)
            _ = await mortal.coveo("login", "--browser", "--region", "eu")
            let session = try await base.session()
            let place = try kept(base)?["platformUrl"]?.string
            #expect(place == "https://old.example" || session != nil, "the item is written first")
            #expect(session == nil || session?.platformURL == Self.eu)
            #expect(await base.coveo("logout").code == 0)
            #expect(try kept(base)?["platformUrl"]?.string == (session?.platformURL ?? "https://old.example"))
            if !process.wasKilled { return }
        }
        Issue.record("the login never ended")
    }

    @Test("logout goes on where the settings can't be written")
    func unwritable() async throws {
        let desk = desk()
        try await desk.logIn(Given.session())
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        #expect(await desk.coveo("logout").code == 0)
        #expect(try await desk.session() == nil)
    }

    @Test("profiles remove leaves nothing of it")
    func removed() async throws {
        let desk = desk()
        try await desk.logIn(Given.session(), profile: "work")
        #expect(await desk.coveo("profiles", "remove", "work", "--yes").code == 0)
        #expect(desk.files.text(Desk.configuration)?.contains("work") ?? false == false)
        #expect(await desk.coveo("login", "--browser", "--profile", "work").code == 0)
        #expect(try kept(desk, "work") != nil)
        #expect(await desk.coveo("profiles", "remove", "work", "--yes").code == 0)
        #expect(desk.files.text(Desk.configuration)?.contains("work") ?? false == false)
    }

    @Test("what a logged-out profile's commands say names the platform, in words and in JSON")
    func words() async throws {
        let desk = desk(configuration(#"{"platformUrl":"https://p.example:8443","way":"browser"}"#))
        let status = await desk.coveo("auth", "status")
        #expect(status.code == 1)
        #expect(status.output.contains("\n  last login    https://p.example:8443\n"))
        let hint = "run 'coveo login', which goes to https://p.example:8443 as before\n"
        #expect(status.error == "hint: " + hint)
        #expect(
            await desk.coveo("auth", "status", "--json").output.contains(#""platformUrl":"https://p.example:8443""#))
        let list = await desk.coveo("profiles", "list")
        #expect(list.output == "default\t*\tnone\tp.example:8443\tacme\tsecret-service\tbrowser\n")
        let json = await desk.coveo("profiles", "list", "--json")
        #expect(json.output.contains(#""stored":false,"platformHost":"p.example:8443""#))
        for command in [["sources", "list"], ["auth", "token"], ["auth", "refresh"]] {
            let ran = await desk.run(command)
            #expect(ran.code == 77)
            #expect(ran.error.contains("hint: " + hint), "\(ran.error)")
        }
    }

    @Test("COVEO_ACCESS_TOKEN goes nowhere but where the environment says")
    func variable() async throws {
        let desk = desk(configuration(#"{"platformUrl":"https://p.example"}"#))
        let before = desk.files.text(Desk.configuration)
        _ = await desk.coveo("sources", "list", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(!desk.platform.requests.isEmpty)
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "platform.cloud.coveo.com" })
        #expect(desk.files.text(Desk.configuration) == before && desk.store.calls.isEmpty)
    }
}

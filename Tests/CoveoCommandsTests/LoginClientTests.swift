import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("As which client a login is made, and who sees its secret")
struct LoginClientTests {
    private static let basic = "Basic bWluZTpjYW5hcnktc2VjcmV0"

    private func desk(metadata: String? = nil) -> Desk {
        var routes: [String: [ScriptedPlatform.Answer]] = [
            "POST /token": [OwnServer.tokens], "POST /oauth/token": [.success(Given.tokens)],
            "POST /device": [OwnServer.deviceAnswer()],
        ]
        if let metadata {
            routes["GET /.well-known/oauth-authorization-server"] = [OwnServer.metadata(extra: metadata)]
        }
        return .withBrowser(routes)
    }

    @Test("endpoints that are typed are used, and the ones that are not are the platform's")
    func endpoints() async throws {
        let token = desk()
        #expect(await token.coveo("login", "--browser", "--token-endpoint", "https://as.example/token").code == 0)
        #expect(token.browser.opened.first?.hasPrefix("https://platform.cloud.coveo.com/oauth/authorize?") == true)
        #expect(token.requests(to: "as.example").map(\.line) == ["POST /token"])
        let authorization = desk()
        let ran = await authorization.coveo(
            "login", "--browser", "--authorization-endpoint", "http://127.0.0.1:9/a?b=c")
        #expect(ran.code == 0)
        #expect(authorization.browser.opened.first?.hasPrefix("http://127.0.0.1:9/a?b=c&response_type=code&") == true)
        #expect(authorization.platform.lines[0] == "POST /oauth/token")
        #expect(try await authorization.session()?.tokenEndpoint == "\(Given.platform)/oauth/token")
    }

    @Test(
        "an endpoint that is no https URL is 64 before anything is asked or sent",
        arguments: [
            "--authorization-endpoint", "--token-endpoint", "--device-authorization-endpoint", "--revocation-endpoint",
        ])
    func unfitEndpoint(option: String) async {
        for text in ["http://as.example/x", "as.example", "javascript:alert(1)", "https://ann:canary@as.example/x"] {
            let desk = desk(metadata: "")
            let terminal = StagedTerminal.pipe("canary-secret")
            let ran = await desk.run(
                ["login", "--browser", "--issuer", OwnServer.issuer, "--client-secret-stdin", option, text],
                terminal: terminal)
            #expect(ran.code == 64)
            #expect(ran.error.hasPrefix("error: \(option) "))
            #expect(desk.platform.lines.isEmpty)
            #expect(terminal.readCount == 0)
        }
    }

    @Test("the public secret of 'cli' goes to the platform's own token endpoint and nowhere else")
    func publicSecret() async throws {
        let own = desk()
        #expect(await own.coveo("login", "--browser").code == 0)
        #expect(own.platform.requests[0].authorization == "Basic Y2xpOmNsaQ==")
        let elsewhere: [[String]] = [
            ["--token-endpoint", "https://as.example/token"],
            [
                "--token-endpoint", "https://as.example/token", "--device",
                "--device-authorization-endpoint", "https://as.example/device",
            ],
            ["--device", "--device-authorization-endpoint", "https://as.example/device"],
            ["--token-endpoint", "https://platform.cloud.coveo.com.as.example/token"],
            ["--revocation-endpoint", "https://as.example/revoke"], ["--client-id", "mine"], ["--client-auth", "none"],
            ["--issuer", OwnServer.issuer],
        ]
        for options in elsewhere {
            let desk = desk(metadata: "")
            let way = options.contains("--device") ? [] : ["--browser"]
            let ran = await desk.run(["login"] + way + options)
            #expect(ran.code == 0 || options[0] == "--device", "\(ran.error)")
            let secrets = desk.platform.requests.filter {
                $0.authorization?.hasPrefix("Basic") == true || $0.text.contains("client_secret")
            }
            #expect(secrets.isEmpty, "\(options)")
            if let session = try await desk.session() {
                #expect(session.client?.authentication == OAuthClient.Authentication.none)
            }
        }
    }

    @Test(
        "--client-auth and the secret: what goes together, and how it is shown",
        arguments: [
            ([], false, "none"), (["none"], false, "none"), ([], true, "basic"), (["basic"], true, "basic"),
            (["post"], true, "post"), (["basic"], false, "64"), (["post"], false, "64"), (["none"], true, "64"),
        ] as [([String], Bool, String)])
    func table(method: [String], hasSecret: Bool, shown: String) async throws {
        let desk = desk()
        let options = method.flatMap { ["--client-auth", $0] } + (hasSecret ? ["--client-secret-stdin"] : [])
        let ran = await desk.run(
            ["login", "--browser"] + OwnServer.endpoints + options, terminal: .pipe("canary-secret\n"))
        guard shown != "64" else {
            #expect(ran.code == 64)
            #expect(ran.error.hasPrefix("error: --client-auth \(method[0]) "))
            #expect(desk.platform.lines.isEmpty)
            return
        }
        #expect(ran.code == 0)
        let request = desk.platform.requests[0]
        #expect(request.authorization == (shown == "basic" ? Self.basic : nil))
        #expect(request.text.hasSuffix("&client_id=mine&client_secret=canary-secret") == (shown == "post"))
        #expect(request.text.hasSuffix("&client_id=mine") == (shown == "none"))
        let secret = Redacted("canary-secret")
        let expected: OAuthClient.Authentication =
            shown == "basic" ? .basic(secret) : shown == "post" ? .post(secret) : .none
        #expect(try await desk.session()?.client == OAuthClient(id: "mine", authentication: expected))
    }

    @Test("a method that is none is 64")
    func otherMethod() async {
        #expect(await desk().coveo("login", "--client-auth", "private_key_jwt").code == 64)
        #expect(await desk().coveo("login", "--client-auth", "post", "--client-auth", "basic").code == 64)
        #expect(await desk().coveo("login", "--client-id", "").code == 64)
    }

    @Test("metadata that name only client_secret_post have the secret in the body; a typed method goes before them")
    func post() async {
        let metadata = #","token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt"]"#
        let login = [
            "login", "--browser", "--issuer", OwnServer.issuer, "--client-id", "mine", "--client-secret-stdin",
        ]
        let silent = desk(metadata: metadata)
        #expect(await silent.run(login, terminal: .pipe("canary-secret")).code == 0)
        #expect(silent.platform.requests[1].text.hasSuffix("&client_secret=canary-secret"))
        let typed = desk(metadata: metadata)
        #expect(await typed.run(login + ["--client-auth", "basic"], terminal: .pipe("canary-secret")).code == 0)
        #expect(typed.platform.requests[1].authorization == Self.basic)
    }

    @Test("metadata that leave out 'none' and 'refresh_token' change nothing")
    func reticent() async throws {
        let desk = desk(
            metadata: #","token_endpoint_auth_methods_supported":["client_secret_basic"],"grant_types_supported":[]"#)
        #expect(await desk.coveo("login", "--browser", "--issuer", OwnServer.issuer, "--client-id", "mine").code == 0)
        #expect(desk.platform.requests[1].text.hasSuffix("&client_id=mine"))
        #expect(try await desk.session()?.isRenewable == true)
    }

    @Test("a secret comes from a pipe, trimmed, or is typed without echo; it may hold blanks")
    func secret() async throws {
        let login = ["login", "--browser", "--client-secret-stdin"] + OwnServer.endpoints
        for terminal in [StagedTerminal.pipe("  canary of mine\r\n"), .person("canary of mine")] {
            let desk = desk()
            let ran = await desk.run(login, terminal: terminal)
            #expect(ran.code == 0)
            #expect(terminal.inputIsTerminal == ran.error.contains("Client secret (not shown): "))
            #expect(
                try await desk.session()?.client?.authentication == .basic(Redacted("canary of mine")))
        }
    }

    @Test("no secret, one of two lines, and nobody to ask: 65 and 64, and nothing is sent")
    func noSecret() async {
        let login = ["login", "--browser", "--client-secret-stdin"] + OwnServer.endpoints
        for (terminal, options, code, words) in [
            (StagedTerminal.pipe(), [], Int32(65), "no client secret came on stdin"),
            (.pipe(" \n"), [], 65, "no client"),
            (.pipe("canary\ncanary"), [], 65, "is no client secret: it holds line breaks"),
            (.pipe("canary\u{e9}"), [], 65, "is no client secret"),
            (.person("canary"), ["--no-input"], 64, "--client-secret-stdin reads the client secret from stdin"),
        ] as [(StagedTerminal, [String], Int32, String)] {
            let desk = desk()
            let ran = await desk.run(login + options, terminal: terminal)
            #expect(ran.code == code)
            #expect(ran.error.contains(words), "\(ran.error)")
            #expect(ran.error.contains("coveo login --client-secret-stdin < file") || words.contains("is no"))
            #expect(desk.platform.lines.isEmpty)
        }
    }

    @Test(
        "--with-token and what is about getting one don't go together: stdin has one reader",
        arguments: [
            ["--client-secret-stdin"], ["--client-id", "mine"], ["--client-auth", "none"],
            ["--issuer", "https://a.example"],
            ["--token-endpoint", "https://a.example"], ["--revocation-endpoint", "https://a.example"],
        ])
    func withToken(options: [String]) async {
        let terminal = StagedTerminal.pipe("canary")
        let ran = await desk().run(["login", "--with-token"] + options, terminal: terminal)
        #expect(ran.code == 64)
        #expect(ran.error.hasPrefix("error: --with-token takes a token as it is, and \(options[0]) is about"))
        #expect(terminal.readCount == 0)
    }
}

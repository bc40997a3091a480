import Foundation
import Support
import Testing

@Suite("What a person is told of the sandbox's OAuth errors", .timeLimit(.minutes(20)))
struct OAuthFaultTests {
    /// An error at an endpoint, and what comes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let error: String
        var code: Int32 = 77
        let words: [String]
        var testDescription: String { error }
    }

    private static func plain(_ error: String, _ hint: String) -> Case {
        Case(
            error: error,
            words: [
                "error: the authorization server gave no token: \(error): The sandbox plays a fault.\n",
                "hint: \(hint)",
            ])
    }

    private static let clients = "check --client-id and --client-auth; the platform's own client is 'cli'"
    private static let scopes = "name the scopes that the client may have, with --scope"
    private static let again = "run 'coveo login' again"

    private static func variables(_ stage: Stage) -> [String: String] {
        ["COVEO_CREDENTIAL_STORE": "file", "COVEO_ORGANIZATION": "acmesandbox"]
    }

    private static func options(_ stage: Stage) -> [String] {
        [
            "--client-id", "sandbox", "--token-endpoint", stage.sandbox.url + "/oauth/token",
            "--device-authorization-endpoint", stage.sandbox.url + "/oauth/device_authorization",
        ]
    }

    private func expect(_ each: Case, _ outcome: ChildProcess.Outcome, on stage: Stage) {
        #expect(outcome.end == .exited(each.code), "\(each): \(outcome.errors)")
        for words in each.words { #expect(outcome.errors.contains(words), "\(each): \(outcome.errors)") }
        #expect(!FileManager.default.fileExists(atPath: stage.home + "/.local/share/coveo/credentials.json"))
    }

    @Test("at the beginning of a device login: the reason, what to do, and nothing is stored")
    func device() async throws {
        try await Stage.with(keyring: nil) { stage in
            for each in [
                Self.plain("invalid_client", Self.clients), Self.plain("unauthorized_client", Self.clients),
                Self.plain("invalid_scope", Self.scopes), Self.plain("invalid_request", Self.again),
            ] {
                try await stage.sandbox.play("oauth-\(each.error)@/oauth/device_authorization")
                let outcome = try await stage.run(
                    ["login", "--device"] + Self.options(stage), adding: Self.variables(stage))
                expect(each, outcome, on: stage)
            }
        }
    }

    @Test("while a device login waits: some end it, each in its own words, and the others are waited out")
    func polls() async throws {
        try await Stage.with(keyring: nil, sandbox: ["--device-interval", "0"]) { stage in
            for each in [
                Case(
                    error: "access_denied",
                    words: [
                        "error: the login was refused on the other device: The sandbox plays a fault.\n",
                        "hint: nothing was stored; run 'coveo login --device' again",
                    ]),
                Case(
                    error: "expired_token", code: 75,
                    words: [
                        "error: the code expired before the login was finished on the other device\n",
                        "hint: run 'coveo login --device' again, which gives a new code",
                    ]),
                Self.plain("invalid_grant", Self.again), Self.plain("unsupported_grant_type", Self.again),
            ] {
                // What is waited out comes before it.
                try await stage.sandbox.play(
                    "oauth-authorization_pending:1@/oauth/token", "oauth-\(each.error)@/oauth/token")
                let outcome = try await stage.run(
                    ["login", "--device"] + Self.options(stage), adding: Self.variables(stage))
                expect(each, outcome, on: stage)
            }
            try await stage.sandbox.play("oauth-slow_down:1@/oauth/token", "oauth-access_denied@/oauth/token")
            let slow = try await stage.run(
                ["login", "--device", "--verbose"] + Self.options(stage), adding: Self.variables(stage))
            #expect(slow.errors.contains("* the server asks for slower polls: every "), "\(slow.errors)")
            #expect(slow.end == .exited(77))
        }
    }

    @Test("where the code is redeemed: the reason, what to do, and nothing is stored")
    func code() async throws {
        try await Stage.with(keyring: nil) { stage in
            for each in [
                Self.plain("invalid_grant", Self.again), Self.plain("invalid_client", Self.clients),
                Self.plain("unauthorized_client", Self.clients), Self.plain("invalid_scope", Self.scopes),
                Self.plain("invalid_request", Self.again), Self.plain("unsupported_grant_type", Self.again),
            ] {
                try await stage.sandbox.play("oauth-\(each.error)@/oauth/token")
                let terminal = try stage.terminal(
                    running: Binaries.coveo, ["login", "--no-browser", "--redirect-port", "0"] + Self.options(stage),
                    adding: Self.variables(stage))
                try await Person().open(Person().answer(Person.address(on: terminal)))
                #expect(try await terminal.wait() == .exited(each.code), "\(each): \(terminal.transcript)")
                let said = terminal.transcript.replacing("\r\n", with: "\n")
                for words in each.words { #expect(said.contains(words), "\(each): \(said)") }
                #expect(!FileManager.default.fileExists(atPath: stage.home + "/.local/share/coveo/credentials.json"))
            }
        }
    }

    @Test("a platform that is not there, or is not trusted, ends a login before there is an address to open")
    func noPlatform() async throws {
        try await Stage.with(keyring: nil, sandbox: []) { stage in
            let certified = try await stage.shell(
                "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out own.pem -days 2 -subj /CN=localhost "
                    + "-addext subjectAltName=IP:127.0.0.1 2>&1")
            try #require(certified.end == .exited(0), "\(certified.output)")
            let secure = try await Sandbox.start(
                ["--tls-cert", stage.folder + "/own.pem", "--tls-key", stage.folder + "/key.pem"],
                folder: stage.folder)
            let plain = secure.url.replacing("https://", with: "http://")
            for (url, words) in [
                ("http://127.0.0.1:9", "error: no connection to 127.0.0.1:9: it refused, or nothing listens there\n"),
                (secure.url, "was refused: it is signed by itself\n"),
                (plain, "speaks TLS, and its address begins with http://\nhint: write https:// in its place"),
                (
                    stage.sandbox.url.replacing("http://", with: "https://"),
                    "it does not speak TLS\nhint: check its port; only a server on this machine"
                ),
            ] {
                let outcome = try await stage.coveo(
                    "login", "--browser", "--redirect-port", "0", "--client-id", "sandbox",
                    adding: Self.variables(stage).merging(["COVEO_PLATFORM_URL": url, "BROWSER": "/bin/false"]) { $1 })
                #expect(outcome.end == .exited(69), "\(url): \(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(url): \(outcome.errors)")
                #expect(!outcome.errors.contains("Open this address"), "\(url): \(outcome.errors)")
                #expect(!outcome.errors.contains("Waiting"), "\(url): \(outcome.errors)")
            }
            await secure.stop()
        }
    }
}

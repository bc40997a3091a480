import Foundation
import Support
import Testing

@Suite(
    "Networks as they are",
    .enabled(if: Facility.network, "optional: the machine permits no network namespaces"), .timeLimit(.minutes(20)))
struct NetworkTests {
    /// What is in the way, and what a login says about it.
    struct Trouble: Sendable, CustomTestStringConvertible {
        var host = "platform.test"
        var variables: [String: String] = [:]
        var code: Int32 = 69
        let words: [String]
        var testDescription: String { "\(host) \(variables): \(words[0])" }
    }

    /// A login fails by it, and the login of before is as it was.
    private func expect(_ trouble: Trouble, on network: Network) async throws {
        let before = try network.login()
        let outcome = try await network.coveo(
            "login", "--with-token", "--timeout", trouble.code == 75 ? "1" : "20", at: trouble.host,
            input: "canary-token",
            adding: trouble.variables)
        #expect(outcome.end == .exited(trouble.code), "\(trouble): \(outcome.errors)")
        for words in trouble.words { #expect(outcome.errors.contains(words), "\(trouble): \(outcome.errors)") }
        #expect(outcome.errors.contains("\nhint: "), "\(trouble): \(outcome.errors)")
        #expect(!outcome.errors.contains("canary"), "\(trouble): \(outcome.errors)")
        #expect(try network.login() == before)
    }

    @Test("through a proxy that asks who we are: a login, a list and a new source, and no token in what the proxy gets")
    func proxy() async throws {
        try await Network.with { network in
            let proxy = ["HTTPS_PROXY": try network.proxy()]
            try await network.logIn(adding: proxy)
            let created = try await network.coveo("sources", "create", "Docs", "--verbose", adding: proxy)
            #expect(created.end == .exited(0), "\(created.errors)")
            let list = try await network.coveo("sources", "list", adding: ["https_proxy": try network.proxy()])
            #expect(list.output.contains("Docs"))
            for text in [created.errors, list.errors] { #expect(!text.contains("canary")) }
            let seen = try network.contents("proxied")
            #expect(seen.contains("CONNECT platform.test:443 HTTP/1.1\r\n"))
            for secret in ["xx-sandbox-key", "Bearer", "acmesandbox", "/rest/"] { #expect(!seen.contains(secret)) }
            #expect(try network.contents("proxy.log").contains("CONNECT platform.test:443"))
        }
    }

    @Test("through a proxy that asks who we are: a whole device login, and nothing of it in what the proxy gets")
    func proxiedLogin() async throws {
        try await Network.with { network in
            let oauth = "https://platform.test/oauth"
            let terminal = try network.terminal(
                "login", "--device", "--client-id", "sandbox", "--org", "acmesandbox", "--token-endpoint",
                oauth + "/token", "--device-authorization-endpoint", oauth + "/device_authorization",
                adding: ["HTTPS_PROXY": try network.proxy()])
            let code = String(try await terminal.firstMatch(of: /user_code=[A-Z]{4}-[A-Z]{4}/).suffix(9))
            try await network.approve(code)
            #expect(try await terminal.wait(timeout: .seconds(60)) == .exited(0), "\(terminal.transcript)")
            #expect(try String(decoding: network.login(), as: UTF8.self).contains("refreshToken"))
            let seen = try network.contents("proxied")
            #expect(seen.contains("CONNECT platform.test:443 HTTP/1.1\r\n"))
            for secret in [code, "device_code", "/oauth", "Bearer", "acmesandbox"] { #expect(!seen.contains(secret)) }
            #expect(!terminal.transcript.contains("canary"))
        }
    }

    @Test("a proxy that refuses, fails or is not there says so with 69, and costs no login")
    func badProxies() async throws {
        try await Network.with { network in
            try await network.logIn()
            func trouble(_ proxy: String, host: String = "platform.test", code: Int32 = 69, _ words: String...)
                -> Trouble
            {
                Trouble(host: host, variables: ["HTTPS_PROXY": proxy], code: code, words: words)
            }
            let own = try network.proxy()
            for trouble in [
                trouble(
                    try network.proxy(password: "canary-wrong"),
                    "error: the proxy 10.77.0.2:3128 can't be used: it does not take the user and the password"),
                trouble("10.77.0.2:3128", "it asks for a user and a password", "USER:PASSWORD@HOST"),
                trouble("http://10.77.0.2:3129", "it did not connect to platform.test (HTTP 403)", "NO_PROXY"),
                trouble("http://10.77.0.2:9", "the proxy 10.77.0.2:9 can't be used: it can't be reached"),
                trouble("http://none.test:3128", "the proxy none.test:3128 can't be used: its name is unknown"),
                trouble(
                    "http://10.77.0.99:3128", code: 75, "(by the proxy 10.77.0.99:3128) did not answer within 1 second"),
                trouble(
                    "http://user:canary#@10.77.0.2:3128", "error: what HTTPS_PROXY holds is no address of a proxy",
                    "%23 for #"),
                trouble(
                    "socks5://10.77.0.2:3128",
                    "error: HTTPS_PROXY names a proxy by socks5://, and only http:// is supported"),
                trouble(own, host: "none.test", "it did not connect to none.test (HTTP 500)"),
                trouble(own, host: "platform.test:8444", "certificate of platform.test:8444", "it is signed by itself"),
            ] { try await expect(trouble, on: network) }
        }
    }

    @Test("NO_PROXY passes the proxy by: by name, domain, port, address, network and *")
    func noProxy() async throws {
        try await Network.with { network in
            try await network.logIn()
            let dead = ["HTTPS_PROXY": "http://10.77.0.2:9"]
            for exception in ["platform.test", "x, .test", "*.test", "PLATFORM.test:443", "*"] {
                let list = try await network.coveo(
                    "sources", "list", adding: dead.merging(["NO_PROXY": exception]) { $1 })
                #expect(list.end == .exited(0), "\(exception): \(list.errors)")
            }
            let key = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key"]
            for (exception, code) in [("10.77.0.2", Int32(0)), ("10.0.0.0/8", 0), ("10.78.0.0/16", 69), ("0.2", 69)] {
                let list = try await network.coveo(
                    "sources", "list", at: "10.77.0.2",
                    adding: dead.merging(key) { $1 }.merging(["no_proxy": exception]) { $1 })
                #expect(list.end == .exited(code), "\(exception): \(list.errors)")
            }
        }
    }

    @Test("a certificate that is refused says why and what to do, and no flag and no variable takes it")
    func certificates() async throws {
        try await Network.with { network in
            try await network.logIn()
            let authority = try network.path("authority.pem")
            for trouble in [
                Trouble(
                    host: "platform.test:8441", words: ["it ended at 2021-01-01 00:00 UTC", "this machine's clock"]),
                Trouble(
                    host: "platform.test:8442",
                    words: ["it begins only at 2048-01-01 00:00 UTC", "this machine's clock"]),
                Trouble(host: "platform.test:8443", words: ["it is for elsewhere.test, 192.0.2.7", "check the URL"]),
                Trouble(host: "platform.test:8444", words: ["it is signed by itself", "SSL_CERT_FILE"]),
                Trouble(
                    host: "platform.test:8445",
                    words: [
                        #"its authority, "Other authority", is none that is trusted here"#, "SSL_CERT_FILE",
                        "in a network with a login page, log in there first",
                    ]),
                Trouble(
                    variables: ["SSL_CERT_FILE": try network.path("others.pem")],
                    words: [#"its authority, "Test authority", is none"#]),
                Trouble(variables: ["SSL_CERT_FILE": ""], words: [#"its authority, "Test authority", is none"#]),
                Trouble(variables: ["SSL_CERT_FILE": "/nowhere.pem"], words: ["SSL_CERT_FILE names /nowhere.pem"]),
            ] { try await expect(trouble, on: network) }
            let foreign = Trouble(
                host: "platform.test:8445",
                variables: [
                    "NODE_TLS_REJECT_UNAUTHORIZED": "0", "PYTHONHTTPSVERIFY": "0", "GIT_SSL_NO_VERIFY": "1",
                    "COVEO_INSECURE": "1", "SSL_NO_VERIFY": "1",
                ], words: ["was refused"])
            try await expect(foreign, on: network)
            for flag in ["--insecure", "-k", "--no-verify", "--no-check-certificate", "--skip-tls-verify"] {
                let outcome = try await network.coveo("sources", "list", flag, at: "platform.test:8445")
                #expect(outcome.end == .exited(64), "\(flag): \(outcome.errors)")
            }
            // By the folder, as OpenSSL names what is in it.
            let folder = network.stage.folder + "/hashed"
            let made = try await network.stage.shell(
                "mkdir \(folder) && cp \(authority) \(folder)/$(openssl x509 -noout -subject_hash -in \(authority)).0")
            try #require(made.end == .exited(0), "\(made.errors)")
            let list = try await network.coveo(
                "sources", "list", adding: ["SSL_CERT_FILE": "", "SSL_CERT_DIR": "/nowhere-else:\(folder)"])
            #expect(list.end == .exited(69), "\(list.errors)")
            let found = try await network.coveo(
                "sources", "list", adding: ["SSL_CERT_FILE": "", "SSL_CERT_DIR": folder])
            #expect(found.end == .exited(0), "\(found.errors)")
        }
    }

    @Test("names: IPv6 alone, one dead address of two, all dead, unknown, a resolver that fails or is silent")
    func names() async throws {
        try await Network.with { network in
            try await network.logIn()
            for host in ["six.test", "half.test", "mixed.test"] {
                let list = try await network.coveo(
                    "sources", "list", at: host, adding: ["COVEO_ACCESS_TOKEN": "xx-sandbox-key"])
                #expect(list.end == .exited(0), "\(host): \(list.errors)")
            }
            for trouble in [
                Trouble(host: "dead.test", code: 75, words: ["error: dead.test did not answer within 1 second"]),
                Trouble(host: "mute.test", code: 75, words: ["error: mute.test did not answer within 1 second"]),
                Trouble(host: "none.test", words: ["error: the host none.test can't be found", "check the network"]),
                Trouble(host: "fail.test", words: ["error: the host fail.test can't be found", "check the network"]),
                Trouble(host: "platform.test:9", words: ["error: no connection to platform.test:9"]),
                Trouble(host: "10.99.0.1", words: ["error: no connection to 10.99.0.1"]),
            ] { try await expect(trouble, on: network) }
        }
    }

    @Test("a peer that is gone without a word: 75 when the time is over, and once it is back all is as before")
    func halfOpen() async throws {
        try await Network.with { network in
            try await network.logIn()
            let before = try network.login()
            let waiting = try network.terminal("sources", "verify", "Never", "--wait", "8", "--timeout", "1")
            let deadline = ContinuousClock.now + .seconds(60)
            // It asks again and again, over one connection.
            while try network.contents("sandbox.log").matches(of: /sources\/pages/).count < 2 {
                try #require(ContinuousClock.now < deadline, "\(waiting.transcript)")
                try await Task.sleep(for: .milliseconds(20))
            }
            try await network.plug("down")
            // It outlasts that, and says at the end of its time what it saw last.
            #expect(try await waiting.wait(timeout: .seconds(60)) == .exited(75), "\(waiting.transcript)")
            #expect(waiting.transcript.contains("in the end the platform could not be asked"), "\(waiting.transcript)")
            // What now begins finds nobody either.
            try await expect(Trouble(code: 75, words: ["platform.test did not answer within 1 second"]), on: network)
            try await network.plug("up")
            #expect(try network.login() == before)
            let list = try await network.coveo("sources", "list")
            #expect(list.end == .exited(0), "\(list.errors)")
        }
    }

    @Test("without any network it is 69 at once")
    func none() async throws {
        try await Stage.with(keyring: nil) { stage in
            let process = ChildProcess(
                "/usr/bin/unshare", ["--map-root-user", "--net", Binaries.coveo, "sources", "list"],
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": stage.home, "COVEO_ACCESS_TOKEN": "canary",
                    "COVEO_ORGANIZATION": "acmesandbox",
                ])
            let outcome = try await process.run()
            #expect(outcome.end == .exited(69))
            #expect(outcome.errors.contains("error: the host platform.cloud.coveo.com can't be found\nhint: "))
        }
    }
}

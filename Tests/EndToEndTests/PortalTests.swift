import Foundation
import Glibc
import Support
import Testing

@Suite("Servers that answer with something else, or not at all", .timeLimit(.minutes(20)))
struct PortalTests {
    /// The login page of a café.
    private static func portal(_ status: String, _ more: String = "") -> @Sendable ([UInt8]) -> [UInt8] {
        let page = "<!DOCTYPE html><title>Welcome</title><form action=/login>"
        let answer =
            "HTTP/1.1 \(status)\r\nContent-Type: text/html\r\n\(more)Content-Length: \(page.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(page)"
        return { _ in Array(answer.utf8) }
    }

    private static let variables = ["COVEO_CREDENTIAL_STORE": "file", "COVEO_ORGANIZATION": "acmesandbox"]

    /// Each command that asks a server something, with the words of its error for each of the two portals.
    private static let commands: [(arguments: [String], page: String, redirect: String)] = [
        (["sources", "list"], "is no JSON but text/html", "a redirect to portal.example, which is not followed"),
        (
            ["sources", "create", "X"], "is no JSON but text/html",
            "a redirect to portal.example, which is not followed"
        ),
        (
            ["login", "--with-token", "--profile", "other"], "is no JSON but text/html",
            "a redirect to portal.example, which is not followed"
        ),
        (
            ["login", "--profile", "other", "--device", "--client-id", "own", "--issuer", "URL"],
            "the issuer publishes no metadata", "answered HTTP 302"
        ),
        (
            [
                "login", "--profile", "other", "--device", "--client-id", "own", "--device-authorization-endpoint",
                "URL/device", "--token-endpoint", "URL/token",
            ], "is no JSON object but text/html", "a redirect (HTTP 302), which is not followed"
        ),
    ]

    @Test("a login page in place of every answer is told as what it may be, with 76, and costs no login")
    func portals() async throws {
        try await Stage.with(keyring: nil) { stage in
            let variables = Self.variables.merging(["COVEO_PLATFORM_URL": ""]) { $1 }
            let pages = try AnsweringServer(Self.portal("200 OK"))
            let redirects = try AnsweringServer(
                Self.portal("302 Found", "Location: http://portal.example/login?for=canary-query\r\n"))
            for (server, isPage) in [(pages, true), (redirects, false)] {
                let stored = try await stage.coveo(
                    "login", "--with-token", "--profile", "default", input: .text("xx-sandbox-key"),
                    adding: Self.variables)
                try #require(stored.end == .exited(0), "\(stored.errors)")
                let file = stage.home + "/.local/share/coveo/credentials.json"
                let before = try Data(contentsOf: URL(fileURLWithPath: file))
                for command in Self.commands {
                    let arguments = command.arguments.map { $0.replacingOccurrences(of: "URL", with: server.url) }
                    let isLogin = arguments[0] == "login"
                    let token = isLogin ? [:] : ["COVEO_ACCESS_TOKEN": "canary-token"]
                    let outcome = try await stage.run(
                        arguments, input: .text("canary-token"),
                        adding: variables.merging(token) { $1 }.merging(["COVEO_PLATFORM_URL": server.url]) { $1 })
                    #expect(outcome.end == .exited(76), "\(arguments): \(outcome.errors)")
                    #expect(
                        outcome.errors.contains(isPage ? command.page : command.redirect),
                        "\(arguments): \(outcome.errors)")
                    #expect(outcome.errors.contains("\nhint: "), "\(arguments): \(outcome.errors)")
                    #expect(!outcome.errors.contains("canary"), "\(arguments): \(outcome.errors)")
                    #expect(outcome.output == "")
                }
                #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
                server.stop()
            }
        }
    }

    @Test(
        "a server that accepts and never answers, in TLS or out of it, is 75 when the time is over",
        arguments: ["http", "https"])
    func silent(_ scheme: String) async throws {
        let (listener, port) = try PlainHTTP.listen()
        defer { close(listener) }
        try await Stage.with(keyring: nil) { stage in
            let outcome = try await stage.coveo(
                "sources", "list", "--timeout", "0.5",
                adding: Self.variables.merging([
                    "COVEO_ACCESS_TOKEN": "canary-token", "COVEO_PLATFORM_URL": "\(scheme)://127.0.0.1:\(port)",
                ]) { $1 })
            #expect(outcome.end == .exited(75))
            #expect(outcome.errors.contains("error: 127.0.0.1:\(port) did not answer within 0.5 seconds\nhint: "))
        }
    }

    @Test("a loopback platform is reached without the proxy, whatever the variables say")
    func loopback() async throws {
        try await Stage.with(keyring: nil) { stage in
            let list = try await stage.coveo(
                "sources", "list",
                adding: Self.variables.merging([
                    "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "HTTPS_PROXY": "http://127.0.0.1:9",
                    "HTTP_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9",
                    "ALL_PROXY": "http://127.0.0.1:9", "NO_PROXY": "",
                ]) { $1 })
            #expect(list.end == .exited(0), "\(list.errors)")
        }
    }
}

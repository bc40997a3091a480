import Foundation
import JSON
import Support
import Testing

@Suite("coveo api, end to end", .timeLimit(.minutes(20)))
struct ApiTests {
    private func variables(_ url: String, push: String? = nil) -> [String: String] {
        [
            "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox", "COVEO_PLATFORM_URL": url,
            "COVEO_PUSH_URL": push ?? url,
        ]
    }

    @Test("items are pushed one by one and in a batch, by requests that the vendor describes")
    func pushing() async throws {
        try await Stage.with(keyring: nil) { stage in
            let relay = try Relay(to: stage.sandbox.port)
            let push = try Relay(to: stage.sandbox.port)
            defer {
                relay.stop()
                push.stop()
            }
            let script = """
                set -e
                id=$("$0" sources create 'A/b ?#% é' --quiet)
                to="/push/v1/organizations/{org}/sources/$id"
                "$0" api POST "$to/status?statusType=REBUILD"
                "$0" api "/rest/organizations/{org}/sources/$id" >during.json
                "$0" api PUT "$to/documents?documentId=https%3A%2F%2Fa.example%2F1%3Fb%26c" -d '{"title":"1","data":"x"}'
                "$0" api PUT "$to/documents?documentId=file://2&orderingId=1" -d '{"title":"2","data":"y"}'
                "$0" api DELETE "$to/documents?documentId=file://2&deleteChildren=true"
                "$0" api POST '/push/v1/organizations/{org}/files' >container.json
                "$0" api POST "$to/status?statusType=IDLE"
                "$0" api "/rest/organizations/{org}/sources/$id" -v >after.json
                "$0" api '/rest/organizations/{org}/sources/pages?filter=A' --paginate
                """
            let outcome = try await stage.shell(script, adding: variables(relay.url, push: push.url))
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
            #expect(outcome.errors.contains(": 200, ") && !outcome.errors.contains("xx-sandbox-key"))
            let states = try ["during", "after"].map { name in
                try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: stage.folder + "/\(name).json"))))[
                    "information"]?["sourceStatus"]?["type"]
            }
            #expect(states == ["REFRESHING", "PUSH_READY"])
            let items = try await stage.coveo("api", "/sandbox/items", adding: variables(stage.sandbox.url))
            #expect(items.output.contains(#""documentId":"https://a.example/1?b&c""#), "\(items.output)")
            #expect(items.output.contains(#""count":1"#))

            let container = try JSONValue(
                parsing: Array(String(contentsOfFile: stage.folder + "/container.json", encoding: .utf8).utf8))
            let address = try #require(container["uploadUri"]?.string)
            let refused = try await stage.coveo("api", "PUT", address, "-d", "{}", adding: variables(relay.url))
            #expect(refused.end == .exited(77) && !refused.errors.contains("Signature"), "\(refused.errors)")

            #expect(push.requests.count == 6 && push.requests.allSatisfy { $0.target.hasPrefix("/push/v1/") })
            #expect(relay.requests.allSatisfy { $0.target.hasPrefix("/rest/") })
            for request in push.requests + relay.requests {
                #expect(request.fields["authorization"] == "Bearer xx-sandbox-key")
                guard let contract = request.target.hasPrefix("/push") ? Contract.push : Contract.source else {
                    continue
                }
                let target = request.target.hasPrefix("/push/v1") ? String(request.target.dropFirst(8)) : request.target
                let found = contract.violations(
                    method: request.method, target: target, body: request.body, allowingUnknownFields: false)
                #expect(found == [], "\(request.method) \(request.target)")
            }
        }
    }

    @Test("bytes go there and back untouched, and a large answer whole")
    func bytes() async throws {
        let server = try AnsweringServer { body in
            Array("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        }
        defer { server.stop() }
        try await Stage.with(keyring: nil) { stage in
            let script = """
                head -c 5000000 /dev/urandom >in && printf 'a\\0b\\r\\n\\377' >>in &&
                "$0" api POST /x -d @in -H 'Content-Type: a/b' >out && cmp in out &&
                "$0" api /x -d @- <in | cmp in - && "$0" api POST /x | cmp /dev/null -
                """
            let outcome = try await stage.shell(script, adding: variables(server.url))
            #expect(outcome.end == .exited(0), "\(outcome.output)\(outcome.errors)")
            #expect(server.heads.count == 3 && server.heads.allSatisfy { $0.hasPrefix("POST /x HTTP/1.1\r\n") })
        }
    }

    @Test(
        "a redirect takes the token nowhere, neither to another port nor to another path", arguments: [301, 302, 307])
    func redirect(status: Int) async throws {
        let other = try AnsweringServer { _ in Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8) }
        defer { other.stop() }
        for location in [other.url + "/x?code=canary", "//127.0.0.1:\(other.port)/x", "/elsewhere"] {
            let server = try AnsweringServer { _ in
                Array("HTTP/1.1 \(status) Moved\r\nLocation: \(location)\r\nContent-Length: 2\r\n\r\nno".utf8)
            }
            defer { server.stop() }
            try await Stage.with(keyring: nil) { stage in
                for method in ["GET", "PUT"] {
                    let outcome = try await stage.coveo("api", method, "/x", "-v", adding: variables(server.url))
                    #expect(outcome.end == .exited(76) && outcome.output == "no")
                    #expect(!outcome.errors.contains("canary"), "\(outcome.errors)")
                }
            }
            #expect(server.heads.count == 2)
        }
        #expect(other.heads.isEmpty)
    }

    @Test("at a terminal JSON is indented and harmless, and nobody is asked to log in")
    func terminal() async throws {
        let server = try AnsweringServer { _ in
            let body = "{\"a\":\"\u{202E}\\u001b[2J\"}"
            return Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
        }
        defer { server.stop() }
        try await Stage.with(keyring: .gnome) { stage in
            let shown = try stage.terminal("api", "/x", adding: variables(server.url))
            #expect(try await shown.wait() == .exited(0))
            #expect(shown.transcript.contains("{\r\n  \"a\": \"\\u202e\\u001b[2J\"\r\n}\r\n"), "\(shown.transcript)")
            let nobody = try stage.terminal("api", "/x", adding: ["COVEO_PLATFORM_URL": server.url])
            #expect(try await nobody.wait() == .exited(77), "\(nobody.transcript)")
            #expect(!nobody.transcript.contains("Log in now?"))
        }
    }

    @Test("the bad days of a network: what may be repeated is, a POST whose answer was lost is not")
    func faults() async throws {
        try await Stage.with(keyring: nil) { stage in
            let variables = variables(stage.sandbox.url)
            try await stage.sandbox.play("503:2@GET/rest")
            let read = try await stage.coveo("api", "/rest/organizations/{org}", adding: variables)
            #expect(read.end == .exited(0), "\(read.errors)")
            try await stage.sandbox.play("reset-after-create@/rest/organizations/acmesandbox/sources")
            let model = #"{"sourceType":"PUSH","name":"Docs","sourceVisibility":"SHARED","pushEnabled":true}"#
            let lost = try await stage.coveo(
                "api", "/rest/organizations/{org}/sources", "-d", model, adding: variables)
            #expect(lost.end == .exited(69) && lost.output.isEmpty, "\(lost.errors)")
            #expect(lost.errors.contains("it may have been done all the same, and was not repeated"))
            let list = try await stage.coveo("sources", "list", adding: variables)
            #expect(list.output.split(separator: "\n").count == 1)
        }
    }
}

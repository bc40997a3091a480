import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo api: what is printed")
struct ApiAnswerTests {
    private func desk(_ answers: ReceivedResponse...) async throws -> Desk {
        try await Desk.loggedIn(["GET /rest/x": answers.map { .success($0) }])
    }

    @Test("in a pipe the body comes to the byte, JSON or not, and nothing is added")
    func pipe() async throws {
        for text in [#"{"b": 1.0,  "a":1e400}"#, "a,b\r\n\u{1B}[2J", "", "[]\n"] {
            let desk = try await desk(.plain(text, status: 200, type: "text/plain"))
            let ran = await desk.coveo("api", "/rest/x")
            #expect(ran.code == 0 && ran.error.isEmpty)
            #expect(ran.output == text)
        }
        let terminal = StagedTerminal.pipe()
        let bytes = (0...255).map(UInt8.init)
        let binary = ReceivedResponse(
            HTTPResponse(status: .ok, headerFields: [.contentType: "application/octet-stream"]), body: bytes)
        _ = try await desk(binary).coveo("api", "/rest/x", terminal: terminal)
        #expect(terminal.outputBytes == bytes)
    }

    @Test("on a terminal JSON is indented, and everything else is lines without control characters")
    func terminal() async throws {
        for (text, shown) in [
            (#"{"b":1.0,"a":["\#u{202E}\#u{9B}"]}"#, "{\n  \"b\": 1.0,\n  \"a\": [\n    \"\\u202e\\u009b\"\n  ]\n}\n"),
            ("a\tb\r\n\u{1B}]0;x\u{7}\u{202E}", "a\tb\\u{d}\n\\u{1b}]0;x\\u{7}\\u{202e}\n"), ("", ""), ("x\n", "x\n"),
        ] {
            let desk = try await desk(.plain(text, status: 200, type: "text/plain"))
            #expect(await desk.coveo("api", "/rest/x", terminal: .person()).output == shown)
        }
        let bytes = ReceivedResponse(HTTPResponse(status: .ok), body: [0x41, 0xFF, 0x1B])
        #expect(try await desk(bytes).coveo("api", "/rest/x", terminal: .person()).output == "A\u{FFFD}\\u{1b}\n")
    }

    @Test("--json is one JSON value or nothing: no JSON is 76, a refusal that is none is not printed")
    func json() async throws {
        #expect(try await desk(.json(#"{ "a" : 1.0 }"#)).coveo("api", "/rest/x", "--json").output == "{\"a\":1.0}\n")
        let csv = try await desk(.plain("a,b", status: 200, type: "text/csv")).coveo("api", "/rest/x", "--json")
        #expect(csv.code == 76 && csv.output.isEmpty)
        #expect(csv.error.contains("the answer to the request to do 'GET /rest/x' is no JSON but text/csv"))
        let page = ReceivedResponse.plain("<html>", status: 502, type: "text/html")
        let refused = try await desk(page).coveo("api", "/rest/x", "--json")
        #expect(refused.code == 69 && refused.output.isEmpty)
        let deep = ReceivedResponse.json(String(repeating: "[", count: 600) + String(repeating: "]", count: 600))
        #expect(try await desk(deep).coveo("api", "/rest/x", "--json").code == 76)
        #expect(try await desk(deep).coveo("api", "/rest/x").code == 0)
        #expect(try await desk(.plain("", status: 204)).coveo("api", "/rest/x", "--json").output.isEmpty)
    }

    @Test("-i prints status and fields before the body, without secrets")
    func head() async throws {
        let fields: HTTPFields = [
            .setCookie: "a=canary", .location: "/y?code=canary", .server: "x\u{1B}", .contentType: "text/plain",
        ]
        var response = ReceivedResponse.plain("body", status: 200, fields: fields)
        response.head.status = .init(code: 200, reasonPhrase: "Fine")
        let ran = try await desk(response).coveo("api", "-i", "/rest/x")
        #expect(ran.output.hasPrefix("HTTP/1.1 200 Fine\n"))
        let lines = ran.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.contains("Set-Cookie: [redacted]") && lines.contains("Location: /y?[redacted]"))
        #expect(lines.suffix(2) == ["", "body"])
        #expect(!ran.output.contains("\u{1B}"))
        let none = try await desk(.plain("", status: 204)).coveo("api", "--include", "/rest/x")
        #expect(none.output.hasPrefix("HTTP/1.1 204 ") && none.output.hasSuffix("\n\n"))
    }

    @Test(
        "a refusal's body is on stdout, its words on stderr, and the status is the contract's",
        arguments: [
            (400, 65), (404, 65), (405, 65), (409, 65), (412, 65), (413, 65), (403, 77), (401, 77), (419, 77),
            (429, 75),
            (500, 69), (502, 69), (503, 69), (302, 76),
        ])
    func refused(status: Int, code: Int32) async throws {
        let body = #"{"errorCode":"SOME_CODE",  "message":"Some words"}"#
        let desk = try await desk(.json(body, status: status))
        let ran = await desk.coveo("api", "/rest/x?documentId=canary")
        #expect(ran.code == code)
        #expect(ran.output == body)
        #expect(ran.error.contains("error: ") && ran.error.contains("hint: "))
        #expect(status == 302 || ran.error.contains("SOME_CODE: Some words"), "\(ran.error)")
    }

    @Test("a 401 is told apart: a dead login, or a privilege that is missing")
    func unauthorized() async throws {
        let desk = try await desk(Given.dead)
        let named = await desk.coveo("api", "/rest/x", "--org", "beta")
        #expect(named.error.hasPrefix("error: this account may not do 'GET /rest/x': INVALID_TOKEN"), "\(named.error)")
        desk.platform.answer("POST /oauth/check_token", .success(Given.dead))
        let dead = await desk.coveo("api", "/rest/x")
        #expect(dead.code == 77 && dead.error.contains("does not accept the login any more"))
        #expect(dead.error.contains("run 'coveo login'"))
    }

    @Test("a page where JSON is due is printed, and 76; one that was asked for is an answer")
    func page() async throws {
        let desk = try await desk(.plain("<html>", status: 200, type: "text/html"))
        let stray = await desk.coveo("api", "/rest/x")
        #expect(stray.code == 76 && stray.output == "<html>" && stray.error.contains("is no JSON but text/html"))
        #expect(await desk.coveo("api", "/rest/x", "-H", "Accept: text/html").code == 0)
    }

    @Test("an upload's address is the answer, and in no log and no error")
    func upload() async throws {
        let address = "https://bucket.example/f?X-Amz-Signature=secret-signature"
        let desk = try await Desk.loggedIn([
            "POST /push/v1/files": [.success(.json(#"{"uploadUri":"\#(address)"}"#, status: 201))]
        ])
        let ran = await desk.coveo("api", "POST", "/push/v1/files", "-v")
        #expect(ran.output.contains(address) && !ran.error.contains("secret-signature"))
        let tried = await desk.coveo("api", "PUT", address, "-v")
        #expect(tried.code == 77 && !tried.error.contains("secret-signature"))
        #expect(tried.error.contains("hint: an address that the platform gave for an upload takes no token: use curl"))
        #expect(desk.platform.lines.count == 1)
    }

    @Test("--verbose shows the request, and of its query what is known to be harmless")
    func verbose() async throws {
        let desk = try await desk(.json("{}"))
        let ran = await desk.coveo("api", "/rest/x?page=3&documentId=canary&canary", "-v", "-H", "X-Mine: canary")
        #expect(
            ran.error.contains(
                "GET https://platform.cloud.coveo.com/rest/x?page=3&documentId=[redacted]&[redacted]: 200"))
    }
}

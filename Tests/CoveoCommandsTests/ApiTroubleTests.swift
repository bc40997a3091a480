import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo api: bad days, and lists")
struct ApiTroubleTests {
    private static let cut = TransportFailure.cut(host: "platform.cloud.coveo.com")

    @Test("what does nothing twice is tried again, four times", arguments: ["GET", "PUT", "DELETE"])
    func repeated(method: String) async throws {
        let answers: [ScriptedPlatform.Answer] = [
            .failure(Self.cut), .success(Given.refusal(503)), .success(Given.refusal(429)), .success(.json("{}")),
        ]
        let desk = try await Desk.loggedIn(["\(method) /rest/x": answers])
        let ran = await desk.coveo("api", method, "/rest/x")
        #expect(ran.code == 0 && desk.platform.lines.count == 4, "\(ran.error)")
    }

    @Test(
        "a POST that may have been done is not repeated, and that is said",
        arguments: [
            (.failure(cut), 69), (.failure(.timedOut(host: "a", after: .seconds(30))), 75),
            (.failure(.tooLarge(host: "a", limit: 9)), 76), (.success(Given.refusal(502)), 69),
            (.success(Given.refusal(500)), 69),
        ] as [(ScriptedPlatform.Answer, Int32)])
    func once(answer: ScriptedPlatform.Answer, code: Int32) async throws {
        for method in ["POST", "PATCH"] {
            let desk = try await Desk.loggedIn(["\(method) /rest/x": [answer]])
            let ran = await desk.coveo("api", method, "/rest/x", "-d", "{}")
            #expect(ran.code == code && desk.platform.lines.count == 1)
            #expect(
                ran.error.contains("hint: it may have been done all the same, and was not repeated"), "\(ran.error)")
        }
    }

    @Test("a POST that was surely not done is repeated after 429, and fails without that word where nothing was sent")
    func surelyNotDone() async throws {
        let desk = try await Desk.loggedIn([
            "POST /rest/x": [.success(Given.refusal(429)), .success(.json("{}"))],
            "POST /rest/y": [.failure(.unreachable(host: "a"))],
        ])
        #expect(await desk.coveo("api", "POST", "/rest/x").code == 0)
        let ran = await desk.coveo("api", "POST", "/rest/y")
        #expect(ran.code == 69 && !ran.error.contains("may have been done"))
        #expect(desk.platform.lines.count == 3)
    }

    @Test("an interrupted POST may have been done, and that is said; an interrupted GET needs no word")
    func interrupted() async throws {
        let desk = try await Desk.loggedIn([
            "POST /rest/x": [.failure(.cancelled)], "GET /rest/x": [.failure(.cancelled)],
        ])
        let sent = await desk.coveo("api", "POST", "/rest/x?q=canary")
        #expect(sent.code == 130)
        #expect(
            sent.error.hasPrefix("warning: interrupted while 'POST /rest/x' was on its way: it may have been done\n"))
        #expect(await !desk.coveo("api", "/rest/x").error.contains("warning"))
    }

    @Test("a daily quota is 75 at once")
    func quota() async throws {
        let spent = ReceivedResponse.json(#"{"errorCode":"TOO_MANY_DOCUMENTS_DAILY"}"#, status: 429)
        let desk = try await Desk.loggedIn(["PUT /push/v1/x": [.success(spent)]])
        let ran = await desk.coveo("api", "PUT", "/push/v1/x", "-d", "{}")
        #expect(ran.code == 75 && desk.platform.lines.count == 1 && ran.error.contains("daily quota"))
    }

    private static func list(_ range: Range<Int>) -> String {
        "[" + range.map { #"{"id":"\#($0)"}"# }.joined(separator: ",") + "]"
    }

    @Test("--paginate prints one array, page by page, and leaves it open where a page fails")
    func pages() async throws {
        let first = ScriptedPlatform.Answer.success(.json(Self.list(0..<100)))
        let desk = try await Desk.loggedIn(["GET /rest/x": [first, .success(.json(Self.list(100..<101)))]])
        let all = await desk.coveo("api", "/rest/x", "--paginate")
        #expect(all.code == 0 && all.output == Self.list(0..<101) + "\n")
        desk.platform.answer("GET /rest/x", first, .success(Given.refusal(403)))
        let open = await desk.coveo("api", "/rest/x", "--paginate")
        #expect(open.code == 77 && open.output + "]" == Self.list(0..<100))
        #expect(open.error.contains("this account may not do 'GET /rest/x'"))
        desk.platform.answer("GET /rest/x", first, .failure(.unreachable(host: "a")))
        let seen = await desk.coveo("api", "/rest/x", "--paginate", terminal: .person())
        #expect(seen.code == 69 && seen.output.isEmpty)
        desk.platform.answer("GET /rest/x", .success(.json("[]")))
        #expect(await desk.coveo("api", "/rest/x", "--paginate").output == "[]\n")
        #expect(await desk.coveo("api", "/rest/x", "--paginate", terminal: .person()).output == "[]\n")
    }

    @Test("--paginate prints what is no list as it is, a refusal too")
    func noList() async throws {
        let desk = try await Desk.loggedIn(["GET /rest/x": [.success(.json(#"{ "id":"a"}"#))]])
        #expect(await desk.coveo("api", "/rest/x", "--paginate").output == #"{ "id":"a"}"#)
        desk.platform.answer("GET /rest/x", .success(.json("{}", status: 404)))
        let refused = await desk.coveo("api", "/rest/x", "--paginate", "--json")
        #expect(refused.code == 65 && refused.output == "{}\n")
    }
}

import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo api: what is sent")
struct ApiRequestTests {
    private static let path = "/rest/organizations/acme/x"

    private func desk() async throws -> Desk {
        var routes: [String: [ScriptedPlatform.Answer]] = [:]
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] {
            routes["\(method) \(Self.path)"] = [.success(.json("{}"))]
        }
        return try await Desk.loggedIn(routes)
    }

    @Test(
        "the method is GET, or POST with -d, or the one that is named",
        arguments: [
            ([], "GET"), (["-d", "{}"], "POST"), (["DELETE"], "DELETE"), (["put", "-d", "{}"], "PUT"),
            (["PATCH", "-d", "{}"], "PATCH"), (["HEAD"], "HEAD"), (["OPTIONS"], "OPTIONS"), (["POST"], "POST"),
            (["DELETE", "-d", "{}"], "DELETE"),
        ])
    func methods(words: [String], method: String) async throws {
        let desk = try await desk()
        let isNamed = words.first.map { !$0.hasPrefix("-") } ?? false
        let arguments =
            words.prefix(isNamed ? 1 : 0) + ["/rest/organizations/{org}/x"] + words.dropFirst(isNamed ? 1 : 0)
        let ran = await desk.run(["api"] + arguments)
        #expect(ran.code == 0, "\(ran.error)")
        #expect(desk.platform.lines == ["\(method) \(Self.path)"])
        let request = try #require(desk.platform.requests.first)
        #expect(request.head.headerFields[.authorization] == "Bearer \(Given.token)")
        #expect(request.text == (words.contains("-d") ? "{}" : ""))
        #expect(request.head.headerFields[.contentType] == (words.contains("-d") ? "application/json" : nil))
    }

    @Test("the body is data, a file or stdin, to the byte, and -H names its type")
    func bodies() async throws {
        let desk = try await desk()
        let data = #"-{"é":1.0}"#
        #expect(await desk.coveo("api", Self.path, "-d", data).code == 0)
        desk.files.put("\u{0}\u{1}\n", "a.bin")
        #expect(await desk.coveo("api", "PUT", Self.path, "-d", "@a.bin", "-H", "Content-Type: a/b").code == 0)
        #expect(await desk.coveo("api", Self.path, "-d@-", terminal: .pipe("piped\n")).code == 0)
        #expect(await desk.coveo("api", "POST", Self.path, "-d", "").code == 0)
        #expect(desk.platform.requests.map(\.text) == [data, "\u{0}\u{1}\n", "piped\n", ""])
        let types = desk.platform.requests.map { $0.head.headerFields[.contentType] }
        #expect(types == ["application/json", "a/b", "application/json", nil])
    }

    @Test("fields are added in their order, and one name twice is two")
    func fields() async throws {
        let desk = try await desk()
        let ran = await desk.coveo(
            "api", Self.path, "-H", "Accept: text/csv", "--header", "X-A:  1 ", "-HX-A:2", "-H", "X-Empty:")
        #expect(ran.code == 0, "\(ran.error)")
        let fields = try #require(desk.platform.requests.first).head.headerFields
        #expect(fields[.accept] == "text/csv")
        let name = try #require(HTTPField.Name("X-A"))
        #expect(fields[values: name] == ["1", "2"])
        #expect(fields.contains { $0.name.canonicalName == "x-empty" && $0.value.isEmpty })
    }

    @Test("{org} is the organization of the command, the environment or the profile, and asked for where none is named")
    func organization() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = [
            "GET /rest/organizations/acme": [.success(.json("{}"))],
            "GET /rest/organizations/beta": [.success(.json("{}"))],
        ]
        let desk = try await Desk.loggedIn(routes)
        let path = "/rest/organizations/{org}"
        #expect(await desk.coveo("api", path).code == 0)
        #expect(await desk.coveo("api", path, "--org", "beta").code == 0)
        #expect(await desk.coveo("api", path, environment: ["COVEO_ORGANIZATION": "beta"]).code == 0)
        #expect(await desk.coveo("api", path, environment: ["COVEO_ACCESS_TOKEN": "canary-key"]).code == 0)
        #expect(
            desk.platform.lines == [
                "GET /rest/organizations/acme", "GET /rest/organizations/beta", "GET /rest/organizations/beta",
                "GET /rest/organizations?page=0&perPage=100", "GET /rest/organizations/acme",
            ])
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("a", "b")))
        #expect(await desk.coveo("api", path, environment: ["COVEO_ACCESS_TOKEN": "canary-key"]).code == 64)
        #expect(await desk.coveo("api", "/rest/../{org}", environment: ["COVEO_ACCESS_TOKEN": "canary-key"]).code == 64)
        #expect(desk.platform.lines.count == 6)
    }

    @Test(
        "a wrong line is 64, says why, and nothing is sent or read",
        arguments: [
            ([], "no path is named"), (["GET"], "a path has to follow the method GET"),
            (["FETCH", "/x"], "'FETCH' is no method"), (["/x", "POST"], "the method comes before the path"),
            (["GET", "/x", "y"], "3 words"), (["/x", "-d", "1", "-d", "2"], "-d is given twice"),
            (["/x", "-d", "@"], "-d @ names no file"), (["GET", "/x", "-d", "1"], "GET has no body"),
            (["HEAD", "/x", "-d", "1"], "HEAD has no body"), (["/x", "-H", "canary"], "-H is no header field"),
            (["/x", "-H", "a b: canary"], "-H is no header field"),
            (["/x", "-H", ": canary"], "-H is no header field"),
            (["/x", "-H", "X: a\r\nHost: canary"], "the value of -H 'X' holds a control character"),
            (["/x", "-H", "authorization: Bearer canary"], "-H 'authorization' can't be set"),
            (["/x", "-H", "Host: canary"], "-H 'Host' can't be set"),
            (["/x", "-H", "Cookie: canary"], "-H 'Cookie' can't be set"),
            (["/x", "-H", "Content-Length: 1"], "-H 'Content-Length' can't be set"),
            (["/x", "-i", "--json"], "-i prints text"), (["/x", "-i", "--paginate"], "-i shows one answer's fields"),
            (["DELETE", "/x", "--paginate"], "--paginate is for GET"),
            (["/x", "-d", "1", "--paginate"], "--paginate is for GET"),
            (["/x?a=b&page=2", "--paginate"], "--paginate asks for each page"),
            (["-X", "POST", "/x"], "the method stands before the path: coveo api POST PATH"),
            (["-XPOST", "/x"], "the method stands before the path"), (["/x", "-f", "a=b"], "the body is given whole"),
            (["/x", "--jq", ".id"], "pick from it with jq"), (["/x", "-L"], "redirects are not followed"),
        ])
    func wrongLines(arguments: [String], words: String) async throws {
        let desk = try await desk()
        let terminal = StagedTerminal.pipe("piped")
        let ran = await desk.run(["api"] + arguments, terminal: terminal)
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains("\nhint: "))
        #expect(desk.platform.lines.isEmpty && terminal.readCount == 0)
    }

    @Test("a body that can't be read is 66, and stdin at a terminal 64: nothing is sent")
    func unread() async throws {
        let desk = try await desk()
        let absent = await desk.coveo("api", Self.path, "-d", "@nowhere.json")
        #expect(
            absent.code == 66
                && absent.error
                    == "error: nowhere.json does not exist\nhint: check the path; '@-' reads standard input\n"
        )
        let typed = await desk.coveo("api", Self.path, "-d", "@-", terminal: .person())
        #expect(typed.code == 64)
        #expect(typed.error.hasPrefix("error: -d @- reads from stdin, and nothing is piped in\n"), "\(typed.error)")
        #expect(typed.error.contains("coveo api POST PATH -d @- < body.json"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("nobody is asked to log in, at a terminal either")
    func noLogin() async throws {
        let desk = Desk()
        let ran = await desk.coveo("api", "/rest/x", terminal: .person("y"))
        #expect(ran.code == 77)
        #expect(ran.error.hasPrefix("error: ") && ran.error.contains("coveo login"), "\(ran.error)")
        try await desk.logIn(Given.session(token: "canary-old", expiresIn: -1))
        let expired = await desk.coveo("api", "/rest/x", terminal: .person("y"))
        #expect(expired.code == 77 && !expired.error.contains("[Y/n]"), "\(expired.error)")
        #expect(desk.platform.lines.isEmpty)
    }
}

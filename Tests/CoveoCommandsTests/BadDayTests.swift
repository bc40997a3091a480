import HTTPTypes
import Ports
import Support
import Testing

@Suite("Bad days")
struct BadDayTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let host = "platform.cloud.coveo.com"
    private static let page = ReceivedResponse.plain(
        "<html>canary</html>", status: 200, type: "text/html; charset=utf-8")
    private static func answer(_ status: Int, fields: HTTPFields = [:]) -> Answer {
        .success(Given.refusal(status, fields: fields))
    }

    /// What the platform does, the exit code, and words that have to be there.
    static let days: [(answer: Answer, code: Int32, words: String)] = [
        (answer(400), 65, "SOME_CODE: Some words (HTTP 400"), (answer(403), 77, "it needs the privilege SOURCE"),
        (answer(404), 65, "not found"), (answer(409), 65, "it conflicts"), (answer(412), 65, "(HTTP 412"),
        (answer(429), 75, "limits the rate"), (answer(500), 69, "the platform failed"), (answer(503), 69, "(HTTP 503"),
        (.success(.json(#"{"errorCode":"TOO_MANY_DOCUMENTS_DAILY"}"#, status: 429)), 75, "daily quota"),
        (.success(.plain("<html>canary</html>", status: 403, type: "text/html")), 69, "a firewall before the platform"),
        (
            .success(.plain("", status: 302, fields: [.location: "https://login.example/?canary"])), 76,
            "a redirect to login.example"
        ),
        (.success(page), 76, "is no JSON but text/html"), (.success(.json("{")), 76, "JSON that can't be read"),
        (.success(.json("[]")), 76, "has no usable"),
        (.failure(.unreachable(host: host)), 69, "no connection to \(host)"),
        (.failure(.unknownHost(host: host)), 69, "can't be found"), (.failure(.cut(host: host)), 69, "was cut"),
        (.failure(.timedOut(host: host, after: .seconds(30))), 75, "within 30 seconds"),
        (.failure(.certificate(host: host, .selfSigned)), 69, "the certificate of \(host) was refused: it is signed"),
        (.failure(.proxy(host: "p", .unreachable)), 69, "the proxy p can't be used"),
        (.failure(.tooLarge(host: host, limit: 1)), 76, "is larger than"),
        (.failure(.malformed(host: host)), 76, "is no HTTP"),
        (.failure(.cancelled), 130, "interrupted"),
    ]

    @Test("of the list", arguments: days.indices)
    func list(day: Int) async throws {
        let (answer, code, words) = Self.days[day]
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [answer]])
        let ran = await desk.coveo("sources", "list", "--json", "--verbose")
        #expect(ran.code == code)
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains("hint: ") || code == 130)
        #expect(ran.output.isEmpty)
    }

    @Test("of the create: nothing is printed on stdout, nothing is created twice", arguments: days.indices)
    func create(day: Int) async throws {
        let (answer, code, _) = Self.days[day]
        let desk = try await Desk.loggedIn([
            "POST \(Given.sources)": [answer], "GET \(Given.sources)/pages": [.success(Given.page())],
        ])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == code)
        #expect(ran.error.contains("hint: ") || code == 130)
        #expect(ran.output.isEmpty)
        let lookUps = desk.platform.requests(.get).count
        let creates = desk.platform.requests(.post).count
        #expect(creates == 1 || creates <= lookUps + 1 || code == 75)
    }

    @Test("of the login: nothing is stored", arguments: days.indices)
    func login(day: Int) async throws {
        let (answer, code, _) = Self.days[day]
        let desk = Desk(platform: ScriptedPlatform(["GET /rest/organizations": [answer]]))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect([code, 64].contains(ran.code))
        #expect(ran.error.contains("error: "))
        #expect(try await desk.session() == nil)
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("a 401 of a dead token says to log in")
    func deadToken() async throws {
        let routes: [String: [Answer]] = [
            "GET \(Given.sources)/pages": [Self.answer(401)], "POST /oauth/check_token": [.success(Given.dead)],
        ]
        let desk = try await Desk.loggedIn(routes)
        let ran = await desk.coveo("sources", "list")
        #expect(ran.code == 77)
        #expect(
            ran.error == "error: the platform does not accept the login any more (HTTP 401)\nhint: run 'coveo login'\n")
        #expect(desk.platform.lines.last == "POST /oauth/check_token")
        let work = try await Desk.loggedIn(routes, profile: "work")
        #expect(await work.coveo("sources", "list", "--profile", "work").error.contains("'coveo login --profile work'"))
        let variable = await Desk(platform: ScriptedPlatform(routes)).coveo(
            "sources", "list", "--org", "acme", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(variable.code == 77)
        #expect(variable.error.contains("the token in COVEO_ACCESS_TOKEN (HTTP 401)"))
        #expect(variable.error.contains("belongs to another region than platform.cloud.coveo.com"))
    }

    @Test(
        "a 401 of a live token names the privilege",
        arguments: [
            (["list"], "SOURCE VIEW"), (["show", "acme-1"], "SOURCE VIEW"),
            (["delete", "acme-1", "-y"], "SOURCE VIEW"),
            (["create", "x"], "SOURCE CREATE"), (["update", "acme-1", "--rebuild"], "SOURCE EDIT"),
        ])
    func missingPrivilege(command: [String], privilege: String) async throws {
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/pages": [Self.answer(401)], "POST \(Given.sources)": [Self.answer(401)],
            "GET \(Given.sources)/acme-1": privilege == "SOURCE EDIT"
                ? [.success(.json(Given.source()))] : [Self.answer(401)],
            "PUT \(Given.sources)/acme-1": [Self.answer(401)],
        ])
        let ran = await desk.run(["sources"] + command)
        #expect(ran.code == 77)
        #expect(ran.error.contains("it needs the privilege \(privilege)"), "\(ran.error)")
        #expect(ran.error.contains("hint: an administrator"))
        #expect(!ran.error.contains("coveo login"))
    }

    @Test(
        "where the organization was named for the command, another one of the key is the other cause",
        arguments: [401, 403])
    func foreignOrganization(status: Int) async throws {
        let desk = try await Desk.loggedIn(["GET /rest/organizations/beta/sources/pages": [Self.answer(status)]])
        let cases = [
            ([:], "this account"), (["COVEO_ACCESS_TOKEN": "canary-key"], "this access token or API key"),
        ]
        for (environment, holder) in cases {
            let ran = await desk.coveo("sources", "list", "--org", "beta", environment: environment)
            #expect(ran.code == 77)
            #expect(
                ran.error.contains(
                    "error: \(holder) may not list the sources in 'beta': it needs the privilege SOURCE VIEW there, or belongs "
                        + "to another organization: SOME"), "\(ran.error)")
            #expect(
                ran.error.contains("hint: check the organization's ID: an API key works on its own organization alone"))
            #expect(ran.error.contains("hint: or an administrator of the organization can grant it"))
        }
    }

    @Test("where the probe can't tell, both are said, with the privilege and the platform's words")
    func unknown401() async throws {
        let answers: [ScriptedPlatform.Answer] = [
            .failure(.unreachable(host: Self.host)), .success(.json("{}", status: 404)),
            .success(.json("{}", status: 405)),
        ]
        for answer in answers {
            let desk = try await Desk.loggedIn([
                "POST \(Given.sources)": [Self.answer(401)], "POST /oauth/check_token": [answer],
            ])
            let ran = await desk.coveo("sources", "create", "x")
            #expect(ran.code == 77)
            #expect(ran.error.contains("either it does not accept the token any more, or the account lacks"))
            #expect(ran.error.contains("the privilege SOURCE CREATE"))
            #expect(ran.error.contains("(HTTP 401"))
            #expect(ran.error.contains("hint: run 'coveo login'"))
        }
    }

    @Test("a token that may not list organizations is asked for --org", arguments: [403, 404, 405])
    func noOrganizations(status: Int) async throws {
        let platform = ScriptedPlatform(["GET /rest/organizations": [Self.answer(status)]])
        let ran = await Desk(platform: platform).coveo(
            "sources", "list", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(ran.code == 64)
        #expect(ran.error.contains("hint: name it with --org ID or COVEO_ORGANIZATION"))
    }

    @Test("what is worth it is tried again, four times, and that is said", arguments: [429, 502, 503, 504])
    func retries(status: Int) async throws {
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/pages": [Self.answer(status), Self.answer(status), .success(Given.page())]
        ])
        let ran = await desk.coveo("sources", "list")
        #expect(ran.code == 0)
        #expect(ran.errorLines.count == 2)
        #expect(
            ran.errorLines.allSatisfy {
                $0.hasPrefix("trying again in ") && $0.hasSuffix(": the platform answered \(status)")
            })
        let quiet = try await Desk.loggedIn(["GET \(Given.sources)/pages": [Self.answer(status)]])
        #expect(await quiet.coveo("sources", "list", "-q").errorLines.count == 1)
        #expect(quiet.platform.lines.count == 4)
    }

    @Test("a wait that is too long is 75 at once, with the time")
    func longWait() async throws {
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/pages": [Self.answer(429, fields: [.retryAfter: "3600"])]
        ])
        let ran = await desk.coveo("sources", "list")
        #expect(ran.code == 75)
        #expect(ran.error.contains("hint: try again in 60 minutes"))
        #expect(desk.platform.lines.count == 1)
    }

    @Test("an expired login is 77 before any request")
    func expired() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: -1))
        let ran = await desk.coveo("sources", "list")
        #expect(ran.code == 77)
        #expect(ran.error.contains("the login has expired"))
        #expect(desk.platform.lines.isEmpty)
    }
}

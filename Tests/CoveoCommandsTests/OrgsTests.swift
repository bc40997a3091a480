import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo orgs")
struct OrgsTests {
    private static let acme = "GET /rest/organizations/acme"
    private static let place = "GET /rest/global/organizations/acme"
    private static let healthy = #"{"status":"HEALTHY","lifeCycleState":"ACTIVE","pauseState":"ACTIVE"}"#
    private static let limits = """
        {"content":{"numberOfSourcesLimit":{"actualCount":7,"limit":15},"numberOfSecurityProvidersLimit":{"limit":5}}}
        """

    private func desk(_ answers: [String: ScriptedPlatform.Answer] = [:]) async throws -> Desk {
        var routes: [String: [ScriptedPlatform.Answer]] = [
            "GET /rest/organizations": [.success(Given.organizations("acme", "beta"))],
            Self.acme: [
                .success(.json(#"{"id":"acme","displayName":"The\u001b acme","owner":{"email":"o@x"},"odd":1.0}"#))
            ],
            Self.acme + "/status": [.success(.json(Self.healthy))],
            Self.acme + "/limits": [.success(.json(Self.limits))],
            Self.place: [.success(.json(#"{"primaryMainRegion":"us-east-1"}"#))],
        ]
        for (route, answer) in answers { routes[route] = [answer] }
        return try await Desk.loggedIn(routes)
    }

    @Test("list marks the one in use, and is tab-separated in a pipe")
    func list() async throws {
        let desk = try await desk()
        #expect(await desk.coveo("orgs", "list").output == "acme\tThe acme\t*\nbeta\tThe beta\t\n")
        #expect(await desk.coveo("org", "list", "--org", "beta").output == "acme\tThe acme\t\nbeta\tThe beta\t*\n")
        let table = await desk.coveo("orgs", "list", "--color", "never", terminal: .person())
        #expect(table.output == "ID    NAME      CURRENT\nacme  The acme  *\nbeta  The beta\n")
        let json = await desk.coveo("orgs", "list", "--json").output
        #expect(json == #"[{"id":"acme","displayName":"The acme"},{"id":"beta","displayName":"The beta"}]"# + "\n")
    }

    @Test("use keeps an organization that the token sees in the profile")
    func use() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("orgs", "use", "beta", "--json", environment: ["COVEO_ORGANIZATION": "acme"])
        #expect(ran.code == 0)
        #expect(ran.output == #"{"profile":"default","organization":"beta","changed":true}"# + "\n")
        #expect(ran.error.contains("warning: COVEO_ORGANIZATION is set, and 'acme' goes before"))
        #expect(desk.files.text(Desk.configuration)?.contains("beta") == true)
        #expect(await desk.coveo("orgs", "use", "beta").error.contains("'beta' is already the organization of profile"))
        desk.platform.answer("GET /rest/organizations/beta/sources/pages", .success(Given.page()))
        #expect(await desk.coveo("sources", "list").code == 0)
    }

    @Test("use refuses what the token doesn't see, what is no ID, and a token that has no profile")
    func useRefused() async throws {
        let desk = try await desk(["GET /rest/organizations/bta": .success(Given.refusal(404))])
        let absent = await desk.coveo("orgs", "use", "bta")
        #expect(absent.code == 65 && absent.error.contains("did you mean 'beta'?"))
        #expect(await desk.coveo("orgs", "use", "My Org").code == 64)
        #expect(await desk.coveo("orgs", "use", "beta", "--org", "acme").code == 64)
        let variable = await desk.coveo("orgs", "use", "beta", environment: ["COVEO_ACCESS_TOKEN": "canary"])
        #expect(variable.code == 64 && variable.error.contains("hint: set COVEO_ORGANIZATION=beta"))
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("use takes one that isn't listed where the platform shows it")
    func useUnlisted() async throws {
        let desk = try await desk([
            "GET /rest/organizations": .success(Given.refusal(403)),
            "GET /rest/organizations/beta": .success(.json(#"{"id":"beta"}"#)),
        ])
        #expect(await desk.coveo("orgs", "use", "beta").code == 0)
    }

    @Test("show says status, limits and region; with --json the model with them behind it")
    func show() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("orgs", "show", terminal: .person())
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "orgs-show.txt")
        #expect(
            await desk.coveo("orgs", "show", "--json").output
                == #"{"id":"acme","displayName":"The\u001b acme","#
                + #""owner":{"email":"o@x"},"odd":1.0,"organizationStatusModel":\#(Self.healthy),"#
                + #""limits":\#(Self.limits),"region":"us-east-1"}"# + "\n")
    }

    @Test("a paused organization says how it is resumed")
    func paused() async throws {
        let desk = try await desk([Self.acme + "/status": .success(.json(#"{"pauseState":"PAUSED"}"#))])
        let ran = await desk.coveo("orgs", "show")
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: the organization 'acme' is paused: nothing is indexed or searched\n"))
        #expect(
            ran.error.contains(
                "hint: resume it in the Administration Console, or with: "
                    + "coveo api POST /rest/organizations/acme/resume\n"))
        let stuck = #"{"pauseState":"PAUSED","resumable":false}"#
        desk.platform.answer(Self.acme + "/status", .success(.json(stuck)))
        #expect(await desk.coveo("orgs", "show").error.contains("it can't be resumed"))
    }

    @Test("what the platform refuses to tell of it is said, and the rest is shown")
    func partly() async throws {
        let desk = try await desk([
            Self.acme + "/limits": .success(Given.refusal(403)), Self.place: .success(Given.refusal(404)),
        ])
        let ran = await desk.coveo("orgs", "show", "--json")
        #expect(ran.code == 0)
        #expect(ran.output.hasSuffix(#""limits":null,"region":null}"# + "\n"))
        #expect(ran.error.contains("warning: its limits can't be told: ") && ran.error.contains("its region can't"))
        desk.platform.answer(Self.acme + "/limits", .success(Given.refusal(500)))
        #expect(await desk.coveo("orgs", "show").code == 69)
        desk.platform.answer(Self.acme, .success(Given.refusal(403)))
        #expect(await desk.coveo("orgs", "show").code == 77)
    }
}

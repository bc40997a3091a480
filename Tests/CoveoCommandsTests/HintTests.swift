import OAuth2
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("A command in a hint means the same when it is pasted")
struct HintTests {
    private let pages = "GET /rest/organizations/beta/sources/pages"
    private let wiki = "GET /rest/organizations/beta/sources/Wiki"
    private let both = ["--profile", "work", "--org", "beta"]

    private func desk(_ routes: [String: [ScriptedPlatform.Answer]]) async throws -> Desk {
        try await Desk.loggedIn(routes, profile: "work")
    }

    @Test("it keeps the profile and the organization that were typed")
    func kept() async throws {
        let path = "/rest/organizations/beta/sources"
        let desk = try await desk([
            "POST \(path)": [.success(Given.refusal(409)), .success(.json(#"{"id":"b-1"}"#, status: 201))],
            "GET \(path)/b-1": [
                .success(.json(Given.source("b-1"))), .success(.json(Given.source("b-1", modified: 7))),
            ],
            pages: [.success(Given.page())], wiki: [.success(Given.refusal(404))],
        ])
        let lines: [([String], String)] = [
            (["create", "Docs"], "look with 'coveo sources list --org beta --profile work'"),
            (["create", "Docs"], "check it with: coveo sources verify b-1 --wait 60 --org beta --profile work"),
            (
                ["update", "b-1", "--visibility", "private"],
                "look at it with 'coveo sources show b-1 --org beta --profile work', then"
            ),
            (["show", "Wiki"], "'coveo sources list --org beta --profile work' shows all"),
            (["create"], "as in 'coveo sources create Docs --org beta --profile work', or"),
        ]
        for (arguments, line) in lines {
            let ran = await desk.run(["sources"] + arguments + both)
            #expect(ran.error.contains(line), "\(ran.error)")
        }
    }

    @Test("a command that does not work on the organization doesn't get it: a login would change the profile's")
    func othersOrganization() async throws {
        let desk = try await desk([
            pages: [.success(Given.dead)], "POST /oauth/check_token": [.success(Given.dead)],
        ])
        let ran = await desk.run(["sources", "list"] + both)
        #expect(ran.error.hasSuffix("hint: run 'coveo login --profile work'\n"))
    }

    @Test("a login that failed is repeated for the same profile and organization")
    func login() async throws {
        var desk = Desk()
        desk.browser = ScriptedBrowser()
        let ran = await desk.run(["login", "--browser"] + both)
        #expect(
            ran.error.contains("hint: run 'coveo login --browser --org beta --profile work' again;"), "\(ran.error)")
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("beta")))
        desk.files = MemoryFiles(["/home/ann/.config/@coveo/cli/config.json": #"{"accessToken":"canary-v"}"#])
        let imported = await desk.run(["auth", "import"] + both)
        #expect(imported.error.contains("'coveo auth import --scrub --org beta --profile work' removes"))
    }

    @Test("a profile that the environment names is kept, the current one needs no flag")
    func environment() async throws {
        let current = #"{"profile":"work","profiles":{"work":{}}}"#
        for (environment, line) in [(["COVEO_PROFILE": "work"], "coveo login --profile work"), ([:], "coveo login")] {
            var desk = Desk()
            desk.files = MemoryFiles([Desk.configuration: current])
            let ran = await desk.coveo("sources", "list", environment: environment)
            #expect(ran.error.hasPrefix("error: not logged in as profile 'work'\nhint: run '\(line)'\n"))
        }
    }

    @Test("with COVEO_ACCESS_TOKEN COVEO_PROFILE doesn't count, and a hint with --profile would not use the token")
    func variable() async throws {
        let desk = Desk(
            platform: ScriptedPlatform([pages: [.success(Given.page())], wiki: [.success(Given.refusal(404))]]))
        let environment = ["COVEO_ACCESS_TOKEN": "canary-x", "COVEO_PROFILE": "work"]
        let ran = await desk.coveo("sources", "show", "Wiki", "--org", "beta", environment: environment)
        #expect(ran.error.contains("hint: 'coveo sources list --org beta' shows all\n"))
    }

    @Test("where COVEO_ACCESS_TOKEN is set nobody is told to set it")
    func settingToken() async throws {
        let environment = ["COVEO_ACCESS_TOKEN": "canary-x"]
        let set =
            "hint: COVEO_ACCESS_TOKEN is set: commands on sources work by it, without a store and without --profile"
        for arguments in [
            ["login", "--with-token"], ["profiles", "list"], ["auth", "status", "--profile", "work"],
            ["sources", "list", "--profile", "work"],
        ] {
            let desk = Desk(store: MemoryStore(failure: .noService))
            let unset = await desk.run(arguments)
            #expect(unset.error.contains("hint: without a store, set COVEO_ACCESS_TOKEN to"), "\(unset.error)")
            let ran = await desk.run(arguments, environment: environment)
            #expect(ran.code == 78)
            #expect(ran.error.contains("\(set)\nhint: or start one:"), "\(ran.error)")
            #expect(!ran.error.contains("set COVEO_ACCESS_TOKEN"))
        }
        let absent = await Desk().coveo("auth", "token", "--profile", "default", environment: environment)
        #expect(absent.error.contains("hint: run 'coveo login --profile default'\n\(set)\n"))
        let nobody = await Desk().coveo("login", environment: ["CI": "1"].merging(environment) { $1 })
        #expect(nobody.error.contains(set) && !nobody.error.contains("set COVEO_ACCESS_TOKEN"))
    }

    @Test("words of strangers are no command, and what is kept is quoted for a shell")
    func quoted() {
        var scope = CommandScope()
        scope.profile = "w p"
        scope.organization = "beta"
        let stranger = "'coveo sources list'"
        let hint: Hint = "\(stranger) and \(coveo: "sources list"), or \(coveo: "auth status")"
        #expect(
            hint.text(in: scope)
                == "'coveo sources list' and coveo sources list --org beta --profile 'w p', or coveo auth status "
                + "--profile 'w p'")
        #expect(hint.text(in: CommandScope()) == "'coveo sources list' and coveo sources list, or coveo auth status")
    }
}

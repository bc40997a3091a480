import HTTPTypes
import JSON
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth status")
struct AuthStatusTests {
    @Test("a valid login is shown without its token, and exits 0")
    func valid() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 0)
        #expect(desk.platform.lines == ["POST /oauth/check_token"])
        try Golden.expect(ran.output, "auth-status.txt")
        #expect(ran.error.isEmpty)
    }

    @Test("--json has the contract's shape")
    func json() async throws {
        let ran = await (try await Desk.loggedIn()).coveo("auth", "status", "--json")
        #expect(
            ran.output == """
                {"profiles":[{"profile":"default","platformUrl":"https://platform.cloud.coveo.com",\
                "pushUrl":"https://api.cloud.coveo.com","organization":"acme","account":"ann@example.com",\
                "scopes":["full"],"expiresAt":"2026-01-03T03:04:05Z","renewable":false,"store":"secret-service",\
                "way":"browser","current":true,"storeState":"readable","valid":true,"validMessage":null,\
                "storeProtection":null,"storeMessage":null,"storeOverride":null,"otherStore":null,"override":null}],"override":null}

                """)
    }

    @Test("--offline asks nobody, and says so")
    func offline() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("auth", "status", "--offline", "--json")
        #expect(ran.code == 0)
        #expect(ran.output.contains(#""valid":null"#))
        let people = await desk.coveo("auth", "status", "--offline")
        #expect(people.output.contains("\n  valid         unknown: the platform was not asked\n"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("a dead token is no valid login: 1")
    func dead() async throws {
        let desk = try await Desk.loggedIn(["POST /oauth/check_token": [.success(Given.dead)]])
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 1)
        #expect(ran.output.contains("profile default (current): not accepted by the platform\n"))
        #expect(ran.error.contains("hint: run 'coveo login'"))
    }

    @Test("an expired login is 1, and no server is asked")
    func expired() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: -3_600))
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 1)
        #expect(ran.output.contains("expired"))
        #expect(ran.output.contains("60 minutes ago (2026-01-02 02:04 UTC)"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("no login is 1, with the command to run")
    func absent() async {
        let ran = await Desk().coveo("auth", "status")
        #expect(ran.code == 1)
        #expect(ran.output.contains("profile default (current): not logged in"))
        #expect(ran.error.contains("hint: run 'coveo login'"))
        let json = await Desk().coveo("auth", "status", "--json")
        #expect(json.code == 1)
        #expect(json.output.contains(#""platformUrl":null"#) && json.output.contains(#""storeState":"absent""#))
    }

    @Test("a platform that can't be reached is 69, after what is known was printed")
    func unreachable() async throws {
        let desk = try await Desk.loggedIn([
            "POST /oauth/check_token": [.failure(.unreachable(host: "platform.cloud.coveo.com"))]
        ])
        let ran = await desk.coveo("auth", "status", "--json")
        #expect(ran.code == 69)
        #expect(ran.output.contains(#""valid":null,"validMessage":"no connection to platform.cloud.coveo.com"#))
        #expect(ran.error.contains("error: no connection to platform.cloud.coveo.com"))
        let people = await desk.coveo("auth", "status")
        #expect(people.output.contains("\n  valid         unknown: no connection to platform.cloud.coveo.com"))
    }

    @Test(
        "an unusable store is 78, named in JSON too",
        arguments: [
            (StoreFailure.noService, "no-service"), (.noSessionBus, "no-session-bus"), (.locked, "locked"),
            (.notInstalled(library: "libsecret-1.so.0"), "not-installed"), (.dismissed, "dismissed"),
            (.noAnswer(after: .seconds(5)), "no-answer"), (.denied, "denied"), (.other(domain: "d", code: 1), "failed"),
        ])
    func unusableStore(failure: StoreFailure, word: String) async {
        let ran = await Desk(store: MemoryStore(failure: failure)).coveo("auth", "status", "--json")
        #expect(ran.code == 78)
        #expect(ran.output.contains("\"storeState\":\"\(word)\""))
        #expect(ran.error.hasPrefix("error: "))
    }

    @Test("a locked item is told apart from an absent one")
    func locked() async throws {
        let desk = try await Desk.loggedIn()
        desk.store.lock(true)
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 78)
        #expect(ran.output.contains("secret-service, locked"))
    }

    @Test("COVEO_ACCESS_TOKEN overrides every profile and touches no store")
    func variable() async {
        let desk = Desk(store: MemoryStore(failure: .noService))
        let ran = await desk.coveo(
            "auth", "status", "--json", environment: ["COVEO_ACCESS_TOKEN": " canary-variable\n"])
        #expect(ran.code == 0)
        #expect(
            ran.output == """
                {"profiles":[],"override":"COVEO_ACCESS_TOKEN","token":{"platformUrl":"https://platform.cloud.coveo.com",\
                "pushUrl":"https://api.cloud.coveo.com","organization":"acme","account":"ann@example.com","valid":true}}

                """)
        #expect(desk.store.calls.isEmpty)
        #expect(desk.platform.requests[0].head.headerFields[.authorization] == "Bearer canary-variable")
        desk.platform.answer("POST /oauth/check_token", .success(Given.dead))
        #expect(await desk.coveo("auth", "status", environment: ["COVEO_ACCESS_TOKEN": "canary-x"]).code == 1)
    }

    @Test("with COVEO_ACCESS_TOKEN the platform says whose token it is, and for which organization")
    func variablesAccount() async {
        let environment = ["COVEO_ACCESS_TOKEN": "canary-variable"]
        let desk = Desk()
        let one = await desk.coveo("auth", "status", environment: environment)
        #expect(one.output.contains("  account       ann@example.com\n  organization  acme\n  valid         yes"))
        let named = await desk.coveo("auth", "status", "--org", "beta", environment: environment)
        #expect(named.output.contains("  organization  beta\n"))
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("acme", "beta")))
        let several = await desk.coveo("auth", "status", environment: environment)
        #expect(several.code == 0)
        #expect(several.output.contains("  organization  none: this account has 2 organizations, and none is named"))
        desk.platform.answer("GET /rest/organizations", .success(Given.refusal(403)))
        let unlisted = await desk.coveo("auth", "status", environment: environment)
        #expect(
            unlisted.code == 0 && unlisted.output.contains("none: no organization is named, and this token may not"))
        let asked = desk.platform.lines.count
        let offline = await desk.coveo("auth", "status", "--offline", environment: environment)
        #expect(offline.output.contains("  account       unknown\n  organization  unknown\n  valid         unknown"))
        #expect(desk.platform.lines.count == asked)
    }

    @Test("a store without a login is said in words for people, and stays 'absent' for scripts")
    func absentWords() async {
        let ran = await Desk().coveo("auth", "status")
        #expect(ran.output.contains("  store         secret-service, no login of this profile\n"))
        #expect(await Desk().coveo("auth", "status", "--json").output.contains(#""storeState":"absent""#))
        let none = await Desk(store: MemoryStore(failure: .noSessionBus)).coveo("auth", "status")
        #expect(none.output.contains("  store         secret-service, out of reach: there is no session bus\n"))
    }

    @Test("what a stored record says can't move the cursor")
    func strangers() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(account: "ann\u{1B}[31m\u{202E}"))
        let ran = await desk.coveo("auth", "status", "--offline")
        #expect(ran.output.contains("ann\\u{1b}[31m\\u{202e}"))
    }
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo logout")
struct LogoutTests {
    @Test("deletes the login, keeps the settings, and says until when the token stays valid")
    func loggedIn() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout")
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        #expect(ran.error.contains("Logged out ann@example.com (profile default)\n"))
        #expect(ran.error.contains("the token stays valid there until 2026-01-03 03:04 UTC\n"))
        #expect(try await desk.session() == nil)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("of a token that was handed over it says what ends it: it may be a key, or a login's")
    func handedOver() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: nil))
        #expect(
            await desk.coveo("logout").error.hasSuffix(
                "Nothing was revoked: an API key stays valid at the platform until it is disabled there, the token of a "
                    + "login for a day at most\n"))
    }

    @Test("--json has the contract's shape, with and without a login")
    func json() async throws {
        let desk = try await Desk.loggedIn()
        let first = await desk.coveo("auth", "logout", "--json")
        #expect(first.output == "[{\"profile\":\"default\",\"deleted\":true,\"revoked\":false}]\n")
        let second = await desk.coveo("auth", "logout", "--json")
        #expect(second.code == 0)
        #expect(second.output == "[{\"profile\":\"default\",\"deleted\":false,\"revoked\":false}]\n")
        #expect(second.error.contains("not logged in"))
    }

    @Test("only the named profile goes")
    func profile() async throws {
        let desk = try await Desk.loggedIn()
        try await desk.logIn(Given.session(), profile: "work")
        #expect(await desk.coveo("logout", "--profile", "work").code == 0)
        #expect(try await desk.session() != nil)
        #expect(try await desk.session("work") == nil)
    }

    @Test("a damaged login is deleted all the same")
    func damaged() async throws {
        let desk = Desk()
        try await desk.store.write(
            Redacted(Array("canary".utf8)), profile: "default", platformHost: "h", interaction: .never)
        #expect(await desk.coveo("logout").code == 0)
        #expect(desk.store.text("default") == nil)
    }

    @Test("a locked store is 78, and keeps the login")
    func locked() async throws {
        let desk = try await Desk.loggedIn()
        desk.store.lock(true)
        let ran = await desk.coveo("logout")
        #expect(ran.code == 78)
        #expect(desk.store.text("default") != nil)
    }

    @Test("works on the store while COVEO_ACCESS_TOKEN is set, and says that it stays in force")
    func variable() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: COVEO_ACCESS_TOKEN is set, and stays in force"))
        #expect(try await desk.session() == nil)
    }

    @Test("--all deletes every login of the store, asks nothing, and keeps the settings")
    func all() async throws {
        var desk = try await Desk.loggedIn()
        desk.files = MemoryFiles([Desk.configuration: #"{"profiles":{"bare":{"timeout":1}}}"#])
        try await desk.logIn(Given.session(account: "bob@example.com"), profile: "work")
        let terminal = StagedTerminal.person()
        let ran = await desk.coveo("logout", "--all", "--json", terminal: terminal)
        #expect(ran.code == 0)
        #expect(terminal.readCount == 0)
        #expect(ran.error.contains("Logged out bob@example.com (profile work)\n"))
        #expect(try await desk.session() == nil)
        #expect(try await desk.session("work") == nil)
        #expect(desk.files.text(Desk.configuration)?.contains("timeout") == true)
        let again = await desk.coveo("logout", "--all", "--json")
        #expect(again.code == 0)
        #expect(again.output == "[]\n")
        #expect(again.error == "no profile is logged in\n")
    }

    @Test("--all has an element for each profile, sorted")
    func allJSON() async throws {
        let desk = try await Desk.loggedIn()
        try await desk.logIn(Given.session(), profile: "a")
        let ran = await desk.coveo("auth", "logout", "--all", "--json")
        #expect(
            ran.output == """
                [{"profile":"a","deleted":true,"revoked":false},{"profile":"default","deleted":true,"revoked":false}]

                """)
    }

    @Test("--all and --profile don't go together; COVEO_PROFILE says nothing about all")
    func allAndProfile() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout", "--all", "--profile", "default")
        #expect(ran.code == 64)
        #expect(try await desk.session() != nil)
        #expect(await desk.coveo("logout", "--all", environment: ["COVEO_PROFILE": "x"]).code == 0)
        #expect(try await desk.session() == nil)
    }

    @Test("one that can't be deleted leaves the others done; the worst decides")
    func allButOne() async throws {
        var desk = try await Desk.loggedIn()
        for profile in ["a", "stuck", "z"] { try await desk.logIn(Given.session(), profile: profile) }
        desk.wrapStore = { StubbornStore(base: $0, profile: "stuck") }
        let ran = await desk.coveo("logout", "--all", "--json")
        #expect(ran.code == 78)
        #expect(
            ran.output.contains(
                #"{"profile":"stuck","deleted":false,"revoked":false,"error":"the Secret Service denied access to the login"}"#
            ))
        #expect(ran.error.contains("error: the Secret Service denied access to the login (profile 'stuck')\nhint: "))
        #expect(try await desk.session("stuck") != nil)
        for profile in ["a", "default", "z"] { #expect(try await desk.session(profile) == nil) }
    }

    @Test("a store that can't list its logins is 78 at once")
    func allUnusable() async {
        let desk = Desk(store: MemoryStore(failure: .noService))
        #expect(await desk.coveo("logout", "--all").code == 78)
        #expect(desk.store.calls == ["items"])
    }
}

/// A store that keeps one profile's login whatever is asked.
private struct StubbornStore: SecretStore, StoreInspector {
    let base: any Store
    let profile: String

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await base.probe(interaction: interaction)
    }

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try await base.read(profile: profile, interaction: interaction)
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        try await base.write(secret, profile: profile, platformHost: platformHost, interaction: interaction)
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        if profile == self.profile { throw .denied }
        return try await base.delete(profile: profile, interaction: interaction)
    }

    func items() async throws(StoreFailure) -> [StoredItem] { try await base.items() }

    func inspect() async -> StoreInspection { await base.inspect() }

    func protection() async -> StoreProtection? { await base.protection() }
}

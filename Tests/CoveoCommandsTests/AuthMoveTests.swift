import JSON
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth move")
struct AuthMoveTests {
    private func move(_ desk: Desk, _ options: String..., environment: [String: String] = [:]) async -> Ran {
        await desk.run(["auth", "move"] + options, environment: environment)
    }

    @Test("writes there, reads back, sets the store, and deletes here, byte by byte the same")
    func moved() async throws {
        let desk = try await Desk.loggedIn()
        let text = try #require(desk.store.text("default"))
        desk.store.put(String(text.dropLast()) + #","later":[1.50]}"#, profile: "default")
        let before = desk.store.text("default")
        let ran = await move(desk, "--to", "helper:pass", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output == #"{"profile":"default","from":"secret-service","to":"helper:pass","changed":true}"# + "\n")
        #expect(ran.error == "✓ Moved the login of profile default from secret-service to helper:pass\n")
        #expect(desk[.helper("pass")].text("default") == before)
        #expect(desk[.helper("pass")].calls == ["probe", "write default", "read default"])
        #expect(desk.store.text("default") == nil)
        let item = try await desk[.helper("pass")].items().first
        #expect(item?.platformHost == "platform.cloud.coveo.com")
        #expect(await desk.coveo("config", "get", "store").output == "helper:pass\n")
        #expect(desk.files.text(Desk.configuration)?.contains("otherStore") == false)
        #expect(await desk.coveo("auth", "token", showsToken: true).output == "canary-token\n")
    }

    @Test("the same store is nothing to do: 0, said, and changed is false")
    func same() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await move(desk, "--to", "secret-service", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output == #"{"profile":"default","from":"secret-service","to":"secret-service","changed":false}"# + "\n"
        )
        #expect(ran.error == "the login of profile 'default' is in secret-service already\n")
        #expect(desk.store.calls == ["write default", "items"])
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("to file warns that it is not encrypted")
    func open() async throws {
        #expect(
            await move(try await Desk.loggedIn(), "--to", "file").error.hasPrefix(
                "warning: the store 'file' is not encrypted"))
    }

    @Test("no login is 77, an unknown profile 78", arguments: ["secret-service", "file"])
    func absent(store: String) async throws {
        let desk = Desk()
        #expect(await move(desk, "--to", store).code == 77)
        #expect(await move(desk, "--to", store, "--profile", "wrok").error.contains("there is no profile 'wrok'"))
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("from a store that is locked or can't be used, and to one, it is that store's failure, and nothing changes")
    func unusable() async throws {
        for (failing, failure) in [
            (StoreName.secretService, StoreFailure.noService), (.file, .file(path: "/f", .link)),
        ] {
            let desk = try await Desk.loggedIn()
            desk[failing].fail(with: failure)
            let ran = await move(desk, "--to", "file")
            #expect(ran.code == 78)
            #expect(ran.output.isEmpty)
            desk[failing].fail(with: nil)
            #expect(try await desk.session() != nil && desk[.file].text("default") == nil)
            #expect(desk.files.text(Desk.configuration) == nil)
        }
        let locked = try await Desk.loggedIn()
        locked.store.lock(true)
        let ran = await move(locked, "--to", "file")
        #expect(ran.code == 78)
        #expect(ran.error.hasPrefix("error: the keyring is locked"))
    }

    @Test("a store that doesn't take it, or gives back something else, leaves all as it was")
    func notKept() async throws {
        let desk = try await Desk.loggedIn()
        desk[.file].failWrites(with: [.denied])
        #expect(await move(desk, "--to", "file").code == 78)
        var forgetful = try await Desk.loggedIn()
        forgetful.wrapStore = { ForgetfulStore(base: $0) }
        let ran = await move(forgetful, "--to", "file")
        #expect(ran.code == 78)
        #expect(ran.error.contains("error: file does not give back what was stored there\nhint: nothing was moved"))
        for desk in [desk, forgetful] {
            #expect(try await desk.session() != nil && desk[.file].text("default") == nil)
            #expect(desk.files.text(Desk.configuration)?.contains("tore") == false)
            #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
        }
    }

    @Test("a configuration that can't be written is 78 before anything is stored")
    func unwritable() async throws {
        let desk = try await Desk.loggedIn()
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        let ran = await move(desk, "--to", "file")
        #expect(ran.code == 78)
        #expect(ran.error.contains("the configuration can't be written"))
        #expect(desk[.file].text("default") == nil)
        #expect(try await desk.session() != nil)
    }

    @Test("what can't be deleted here is 78 after the move, is noted, and goes with the next one")
    func leftBehind() async throws {
        var desk = try await Desk.loggedIn()
        desk.wrapStore = { ForgetfulStore(base: $0, keeps: true) }
        let ran = await move(desk, "--to", "file", "--json")
        #expect(ran.code == 78)
        #expect(ran.output.contains(#""changed":true"#))
        #expect(
            ran.error.contains("error: the login is in file, and an older copy of it may still be in secret-service: "))
        #expect(ran.error.contains("hint: run 'coveo auth move --to file' again"))
        #expect(ran.error.contains("hint: or 'coveo auth move --to file --force', which takes no more notice of it\n"))
        desk.wrapStore = { $0 }
        #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
        let again = await move(desk, "--to", "file", "--json")
        #expect(again.code == 0)
        #expect(again.output.contains(#""changed":false"#))
        #expect(try await desk.session() == nil)
        #expect(desk.files.text(Desk.configuration)?.contains("otherStore") == false)
    }

    @Test("COVEO_ACCESS_TOKEN and COVEO_CREDENTIAL_STORE are said to go before it")
    func overridden() async throws {
        let desk = try await Desk.loggedIn()
        let token = await move(desk, "--to", "file", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(token.code == 0)
        #expect(token.error.contains("warning: COVEO_ACCESS_TOKEN is set and goes before this login"))
        #expect(try await desk.session(in: .file) != nil)
        let store = await move(desk, "--to", "helper:pass", environment: ["COVEO_CREDENTIAL_STORE": "file"])
        #expect(store.code == 0)
        #expect(store.error.contains("warning: COVEO_CREDENTIAL_STORE is set, and commands look for logins in 'file'"))
        #expect(try await desk.session(in: .helper("pass")) != nil)
        #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
    }

    @Test("where the variable names the target already, the profile's own store is left for it")
    func variableNamesTarget() async throws {
        let desk = try await Desk.loggedIn()
        let environment = ["COVEO_CREDENTIAL_STORE": "file"]
        let ran = await move(desk, "--to", "file", "--json", environment: environment)
        #expect(ran.output.contains(#""from":"secret-service","to":"file","changed":true"#))
        #expect(try await desk.session() == nil)
        #expect(try await desk.session(in: .file) != nil)
        let made = Desk()
        try await made.logIn(Given.session(), in: .file)
        #expect(await move(made, "--to", "file", environment: environment).code == 0)
        #expect(await made.coveo("config", "get", "store").output == "file\n")
    }

    @Test("the profile's lock is held meanwhile")
    func locked() async throws {
        var desk = try await Desk.loggedIn()
        let lock = MemoryLock()
        desk.locks = lock
        #expect(await move(desk, "--to", "file").code == 0)
        #expect(lock.acquired.contains { $0.hasPrefix("session-") } && lock.held.isEmpty)
    }

    @Test("a command that looked before the move says that it was moved: 75")
    func meanwhile() async throws {
        var desk = try await Desk.loggedIn()
        let (files, store) = (desk.files, desk.store)
        desk.wrapStore = { base in
            files.put(#"{"profiles":{"default":{"store":"file"}}}"#, Desk.configuration)
            store.put("", profile: "gone")
            return EmptyStore(base: base)
        }
        let ran = await desk.coveo("auth", "token")
        #expect(ran.code == 75)
        #expect(ran.error.hasPrefix("error: the login was moved from secret-service to file while this command ran\n"))
    }
}

/// A store that gives back something else than it was given, or doesn't let go of what it has.
private struct ForgetfulStore: SecretStore, StoreInspector {
    let base: any Store
    var keeps = false

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {}

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try await base.read(profile: profile, interaction: interaction)
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        let kept = keeps ? secret : secret.map { Array($0.dropLast()) }
        try await base.write(kept, profile: profile, platformHost: platformHost, interaction: interaction)
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        if keeps { throw .denied }
        return try await base.delete(profile: profile, interaction: interaction)
    }

    func items() async throws(StoreFailure) -> [StoredItem] { try await base.items() }

    func inspect() async -> StoreInspection { await base.inspect() }

    func protection() async -> StoreProtection? { await base.protection() }
}

/// A store whose items are gone.
private struct EmptyStore: SecretStore, StoreInspector {
    let base: any Store

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {}

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading { .absent }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {}

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool { false }

    func items() async throws(StoreFailure) -> [StoredItem] { [] }

    func inspect() async -> StoreInspection { await base.inspect() }

    func protection() async -> StoreProtection? { nil }
}

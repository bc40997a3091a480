import JSON
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo login --store")
struct LoginStoreTests {
    private func logIn(
        _ desk: Desk, _ options: String..., environment: [String: String] = [:], terminal: StagedTerminal? = nil
    ) async -> Ran {
        await desk.run(
            ["login", "--with-token"] + options, environment: environment, terminal: terminal ?? .pipe("canary-new"))
    }

    /// What the settings say of the store; where the last login was made, another suite tests.
    private func settings(_ desk: Desk) throws -> JSONObject? {
        let text = try #require(desk.files.text(Desk.configuration))
        var settings = try JSONValue(parsing: Array(text.utf8)).object?["profiles"]?.object?["default"]?.object
        settings?["lastLogin"] = nil
        return settings
    }

    @Test(
        "keeps the login there, and the profile remembers the store",
        arguments: ["helper:pass", "file", "secret-service"])
    func typed(store: String) async throws {
        let desk = Desk()
        let ran = await logIn(desk, "--store", store, "--json")
        #expect(ran.code == 0)
        #expect(ran.output.contains("\"store\":\"\(store)\""))
        let name = try #require(StoreName(store))
        #expect(desk[name].calls == ["probe", "read default", "read default", "write default"])
        #expect(try settings(desk) == ["organization": "acme", "store": .string(store)])
        #expect(await desk.coveo("auth", "token", showsToken: true).output == "canary-new\n")
    }

    @Test("a store that can't be used is 78 before stdin is read")
    func unusable() async throws {
        let desk = Desk()
        desk[.helper("pass")].fail(with: .helper(program: "docker-credential-pass", .missing))
        let terminal = StagedTerminal.pipe("canary-new")
        let ran = await logIn(desk, "--store", "helper:pass", terminal: terminal)
        #expect(ran.code == 78)
        #expect(
            ran.error.hasPrefix(
                "error: the credential helper docker-credential-pass is not on PATH\nhint: without a store, set COVEO_")
        )
        #expect(ran.error.contains("\nhint: or install it"))
        #expect(terminal.readCount == 0 && desk.files.text(Desk.configuration) == nil)
        #expect(desk.store.calls.isEmpty)
    }

    @Test("the login of before goes from the store that is left, after the new one is stored and chosen")
    func moves() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 0)
        #expect(ran.error.contains("  The earlier login was deleted from secret-service\n"))
        #expect(try await desk.session() == nil)
        #expect(try await desk.session(in: .file)?.tokens.accessToken.reveal() == "canary-new")
        #expect(try settings(desk) == ["organization": "acme", "store": "file"])
        let back = await logIn(desk, "--store", "secret-service")
        #expect(back.error.contains("  The earlier login was deleted from file\n"))
        #expect(try await desk.session(in: .file) == nil)
        #expect(try settings(desk) == ["organization": "acme", "store": "secret-service"])
    }

    @Test("another account's login in the store that is left asks, and its organization and server are known")
    func asks() async throws {
        let desk = try await Desk.loggedIn(["POST /oauth/check_token": [.success(Given.account("bob"))]])
        let ran = await logIn(desk, "--store", "file", terminal: .person("canary-new", "n"))
        #expect(ran.code == 1)
        #expect(ran.error.contains("Profile 'default' is logged in as ann@example.com"))
        #expect(try await desk.session() != nil)
        #expect(try await desk.session(in: .file) == nil)
    }

    @Test("a store that is left need not work: the login is made, and says what may be left there")
    func brokenBefore() async throws {
        let desk = try await Desk.loggedIn()
        desk.files.put(
            #"{"profiles":{"default":{"organization":"acme","store":"secret-service"}}}"#, Desk.configuration)
        desk.store.fail(with: .noService)
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "warning: an earlier login may still be in secret-service, and was not deleted there: there is no Secret"
            ))
        #expect(try settings(desk)?["otherStore"] == "secret-service")
        let status = await desk.coveo("auth", "status", "--offline")
        #expect(status.code == 0)
        #expect(
            status.output.contains(
                "also in       secret-service, where a move was cut off: 'coveo auth move --to file'"))
        desk.store.fail(with: nil)
        #expect(await logIn(desk, "--store", "file").code == 0)
        #expect(try await desk.session() == nil)
        #expect(try settings(desk) == ["organization": "acme", "store": "file"])
    }

    @Test("settings without a store are no sign of a login: nothing that is not here is noted, and it is said once")
    func phantom() async throws {
        for failure in [StoreFailure.noSessionBus, .noService, .notInstalled(library: "libsecret-1.so.0")] {
            let desk = Desk(store: MemoryStore(failure: failure))
            desk.files.put(#"{"profiles":{"default":{"organization":"acme"}}}"#, Desk.configuration)
            let ran = await logIn(desk, "--store", "file")
            #expect(ran.code == 0)
            #expect(
                ran.error.contains(
                    "hint: where an earlier login is in secret-service, 'COVEO_CREDENTIAL_STORE=secret-service coveo logout "
                        + "--profile default' deletes it ("))
            #expect(try settings(desk) == ["organization": "acme", "store": "file"])
            #expect(await !logIn(desk, "--store", "file").error.contains("secret-service"))
            #expect(await !desk.coveo("auth", "status", "--offline").output.contains("also in"))
            let logout = await desk.coveo("logout")
            #expect(logout.code == 0 && !logout.error.contains("secret-service"))
        }
    }

    @Test("a login that the variable had put here was nowhere else: nothing is noted, and nothing is said")
    func chosenByVariable() async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        let first = await logIn(desk, environment: ["COVEO_CREDENTIAL_STORE": "file"])
        #expect(first.code == 0)
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 0 && !ran.error.contains("secret-service"), "\(ran.error)")
        #expect(try settings(desk) == ["organization": "acme", "store": "file"])
        #expect(await !desk.coveo("auth", "status", "--offline").output.contains("also in"))
    }

    @Test("what a move has left is no matter of a store that the variable chooses")
    func noteBesideVariable() async throws {
        let desk = Desk()
        desk.files.put(
            #"{"profiles":{"default":{"store":"helper:pass","otherStore":"secret-service"}}}"#, Desk.configuration)
        try await desk.logIn(Given.session(), in: .file)
        let ran = await desk.coveo("auth", "status", "--offline", environment: ["COVEO_CREDENTIAL_STORE": "file"])
        #expect(ran.code == 0 && !ran.output.contains("also in"), "\(ran.output)")
    }

    @Test("a store that is there and may hold one is noted", arguments: [StoreFailure.locked, .denied, .dismissed])
    func mayHold(failure: StoreFailure) async throws {
        let desk = Desk(store: MemoryStore(failure: failure))
        desk.files.put(#"{"profiles":{"default":{"organization":"acme"}}}"#, Desk.configuration)
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 0)
        #expect(
            ran.error.contains("warning: an earlier login may still be in secret-service, and was not deleted there: "))
        #expect(ran.error.contains("'coveo auth move --to file --force' takes no more notice of it\n"))
        #expect(try settings(desk)?["otherStore"] == "secret-service")
    }

    @Test(
        "a note that can't be worked off is forgotten by --force, and that is said",
        arguments: [["auth", "move", "--to", "file"], ["logout"]])
    func forgotten(arguments: [String]) async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk.files.put(
            #"{"profiles":{"default":{"store":"file","otherStore":"secret-service"}}}"#, Desk.configuration)
        try await desk.logIn(Given.session(), in: .file)
        let refused = await desk.run(arguments)
        #expect(
            refused.error.contains(" --force' takes no more notice of it\n")
                || refused.error.contains(" --force', which takes no more notice of it\n"), "\(refused.error)")
        #expect(try settings(desk)?["otherStore"] == "secret-service")
        if arguments[0] == "logout" { try await desk.logIn(Given.session(), in: .file) }
        let ran = await desk.run(arguments + ["--force"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("may still be in secret-service"))
        #expect(
            ran.error.contains(
                "note: 'COVEO_CREDENTIAL_STORE=secret-service coveo logout --profile default' deletes it, once that is "
            ))
        #expect(try settings(desk) == ["store": "file"])
    }

    @Test("where nobody ever logged in, a missing service is not worth a word")
    func neverBefore() async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        let ran = await logIn(desk, "--store", "helper:pass")
        #expect(ran.code == 0)
        #expect(!ran.error.contains("warning"))
        #expect(try settings(desk) == ["organization": "acme", "store": "helper:pass"])
    }

    @Test("file warns that it is not encrypted, with its path, before anything is asked")
    func open() async throws {
        let desk = Desk()
        desk[.file].tell([
            .path("/home/ann/.local/share/coveo", .own(mode: 0o700)), .path("/home/ann/.local/share/coveo/l", .missing),
        ])
        let warning =
            "warning: the store 'file' is not encrypted: whoever can read your files can use the login in "
            + "/home/ann/.local/share/coveo/l\n"
        #expect(await logIn(desk, "--store", "file").error.hasPrefix(warning))
        #expect(await logIn(desk).error.hasPrefix(warning))
        let variable = await logIn(Desk(), environment: ["COVEO_CREDENTIAL_STORE": "file"])
        #expect(
            variable.error.hasPrefix(
                "warning: the store 'file' is not encrypted: whoever can read your files can use the login\n"))
    }

    @Test("the variable's choice is for as long as it is set: no setting, and other stores are left alone")
    func variable() async throws {
        let desk = try await Desk.loggedIn()
        let environment = ["COVEO_CREDENTIAL_STORE": "helper:pass"]
        #expect(await logIn(desk, environment: environment).code == 0)
        #expect(try settings(desk) == ["organization": "acme"])
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
        #expect(desk.store.calls == ["write default", "read default"])
        let typed = await logIn(desk, "--store", "file", environment: environment)
        #expect(typed.code == 0)
        #expect(
            typed.error.contains(
                "warning: COVEO_CREDENTIAL_STORE is set, and commands look for logins in 'helper:pass'"))
        #expect(try await desk.session(in: .helper("pass")) != nil)
    }

    @Test("a setting that can't be written leaves the earlier login, which counts, and says how the new one is found")
    func unwritable() async throws {
        let desk = try await Desk.loggedIn()
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 0)
        #expect(ran.error.contains("hint: commands find this login only with COVEO_CREDENTIAL_STORE=file\n"))
        #expect(try await desk.session() != nil)
        #expect(try await desk.session(in: .file) != nil)
    }

    @Test("a login of a later version in the store that is left is not ended")
    func laterVersion() async throws {
        let desk = Desk()
        desk.store.put(#"{"version":2}"#, profile: "default")
        let ran = await logIn(desk, "--store", "file")
        #expect(ran.code == 78)
        #expect(desk.store.text("default") == #"{"version":2}"#)
        #expect(try await desk.session(in: .file) == nil)
    }

    @Test("a profile that was moved while the login was made gets nothing: 75")
    func movedMeanwhile() async throws {
        let desk = Desk()
        let files = desk.files
        let terminal = StagedTerminal(
            inputIsTerminal: true, errorIsTerminal: true, lines: ["canary-new", "1"],
            onError: {
                if $0.contains("Which") || $0.contains("rganization") {
                    files.put(#"{"profiles":{"default":{"store":"file"}}}"#, Desk.configuration)
                }
            })
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("acme", "beta")))
        let ran = await logIn(desk, terminal: terminal)
        #expect(ran.code == 75)
        #expect(
            ran.error.contains(
                "logins of profile 'default' were moved from secret-service to file while this one was made"))
        #expect(try await desk.session() == nil)
    }

    @Test("auth import takes it too, and reads back where it stored")
    func imported() async throws {
        let desk = Desk()
        desk.files.put(#"{"region":"us","accessToken":"canary-v"}"#, "/v.json")
        let ran = await desk.coveo("auth", "import", "--from", "/v.json", "--store", "helper:pass", "--json")
        #expect(ran.code == 0)
        #expect(ran.output.contains(#""store":"helper:pass""#))
        #expect(try await desk.session(in: .helper("pass")) != nil)
        #expect(desk.store.calls == ["read default", "read default", "delete default"])
    }
}

import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("What a login stores, and when")
struct LoginStoringTests {
    private let seven: [(StoreFailure, String)] = [
        (.notInstalled(library: "libsecret-1.so.0"), "is not installed"),
        (.noSessionBus, "no D-Bus session bus"),
        (.noService, "no Secret Service on the session bus"),
        (.locked, "the keyring is locked"),
        (.dismissed, "its dialog was dismissed"),
        (.noAnswer(after: .seconds(5)), "did not answer within 5 seconds"),
        (.denied, "denied access"),
    ]

    @Test("a store that can't be used is 78 before a flow starts or stdin is read, the variable named first")
    func unusableStore() async throws {
        for (failure, words) in seven {
            var desk = Desk(store: MemoryStore(failure: failure))
            desk.browser = ScriptedBrowser()
            let terminal = StagedTerminal.pipe("canary-token")
            for option in ["--with-token", "--browser", "--no-browser"] {
                let ran = await desk.coveo("login", option, terminal: terminal)
                #expect(ran.code == 78)
                #expect(ran.error.contains(words), "\(failure)")
                #expect(ran.error.contains("hint: without a store, set COVEO_ACCESS_TOKEN"))
            }
            #expect(terminal.readCount == 0)
            #expect(desk.browser.opened.isEmpty && desk.redirects.asked.isEmpty && desk.platform.lines.isEmpty)
        }
    }

    @Test("every other command says the same 78", arguments: [["sources", "list"], ["auth", "token"], ["logout"]])
    func unusableElsewhere(arguments: [String]) async {
        for (failure, words) in seven {
            let ran = await Desk(store: MemoryStore(failure: failure)).run(arguments)
            #expect(ran.code == 78)
            #expect(ran.error.contains(words), "\(failure)")
        }
    }

    @Test("the store is probed first and written last, the preferences after it")
    func order() async {
        let desk = Desk()
        _ = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(desk.store.calls == ["probe", "read default", "read default", "write default"])
        #expect(
            desk.files.text(Desk.configuration) == """
                {
                  "profile": "default",
                  "profiles": {
                    "default": {
                      "organization": "acme",
                      "lastLogin": {
                        "platformUrl": "https://platform.cloud.coveo.com",
                        "pushUrl": "https://api.cloud.coveo.com",
                        "way": "with-token"
                      }
                    }
                  }
                }

                """)
    }

    @Test("preferences that can't be written are a warning: the login is made")
    func unwritablePreferences() async throws {
        let desk = Desk()
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "warning: the login is stored, but not the preferences: /home/ann/.config may not be accessed"))
        #expect(try await desk.session() != nil)
    }

    private static let other = #"{"profile":"default","profiles":{"default":{"organization":"other"}}}"#

    @Test("where they name another organization and can't be written, the login is not made: commands would work there")
    func otherOrganization() async throws {
        let desk = Desk()
        try await desk.logIn(Given.session(token: "canary-old", account: "bob"))
        desk.files.put(Self.other, Desk.configuration)
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 78)
        #expect(
            ran.error.contains(
                """
                error: the login was not stored: commands would work on the organization 'other', which the \
                preferences name and which can't be changed there: /home/ann/.config may not be accessed
                hint: mend the permissions, or name another folder with COVEO_CONFIG_DIR

                """), "\(ran.error)")
        #expect(try await desk.session()?.account == "bob")
    }

    @Test("they name its organization before it is stored, and the one of before where it can't be")
    func organizationFirst() async throws {
        var desk = Desk()
        desk.files.put(Self.other, Desk.configuration)
        let (seen, see) = AsyncStream.makeStream(of: String?.self)
        desk.wrapStore = { [files = desk.files] store in
            ReadOnlyStore(base: store) { see.yield(files.text(Desk.configuration)) }
        }
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 78, "\(ran.error)")
        see.finish()
        var texts: [String] = []
        for await text in seen { texts.append(text ?? "") }
        #expect(texts.count == 1 && texts[0].contains(#""organization": "acme""#), "\(texts)")
        #expect(desk.files.text(Desk.configuration)?.contains(#""organization": "other""#) == true)
    }

    @Test("a login works without a home")
    func noHome() async throws {
        let desk = Desk()
        let ran = await desk.coveo(
            "login", "--with-token", environment: ["HOME": ""], terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        #expect(try await desk.session() != nil)
    }

    @Test("unknown keys of the preferences survive, and the current profile stays")
    func preferencesSurvive() async throws {
        var desk = Desk()
        desk.files = MemoryFiles([
            Desk.configuration: #"{"later":[1.50],"profile":"work","profiles":{"work":{"organization":"w","x":1}}}"#
        ])
        let ran = await desk.coveo("login", "--with-token", "--profile", "new", terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        let text = try #require(desk.files.text(Desk.configuration))
        #expect(text.contains("1.50") && text.contains(#""profile": "work""#) && text.contains(#""x": 1"#))
        #expect(text.contains(#""new": {"#))
        #expect(try await desk.session("new") != nil)
    }

    @Test("a failed store leaves config.json alone")
    func failedWrite() async {
        let desk = Desk()
        desk.store.lock(true)
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 78)
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("platform and organization of the same account are kept on another login")
    func kept() async throws {
        let desk = try await Desk.loggedIn(
            ["GET /rest/organizations": [.success(Given.organizations("acme", "beta"))]],
            session: Given.session(platform: "https://platform-eu.cloud.coveo.com", organization: "beta"))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-new"))
        #expect(ran.code == 0)
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "platform-eu.cloud.coveo.com" })
        let session = try #require(try await desk.session())
        #expect(session.platformURL == "https://platform-eu.cloud.coveo.com")
        #expect(session.organization == "beta")
        #expect(session.tokens.accessToken.reveal() == "canary-new")
    }

    @Test("another account's organization is not taken over")
    func notKept() async throws {
        let desk = Desk(
            platform: ScriptedPlatform([
                "POST /oauth/check_token": [.success(Given.account("bob"))],
                "GET /rest/organizations": [.success(Given.organizations("acme", "beta"))],
            ]))
        try await desk.logIn(Given.session(organization: "beta"))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-new"))
        #expect(ran.code == 64)
    }

    @Test("replacing another account's login asks at a terminal, and no keeps the earlier one")
    func replaceAsked() async throws {
        for (answer, code, token) in [("n", Int32(1), "canary-token"), ("y", 0, "canary-new"), ("", 0, "canary-new")] {
            let desk = try await Desk.loggedIn(["POST /oauth/check_token": [.success(Given.account("bob"))]])
            let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-new", answer))
            #expect(ran.code == code)
            #expect(
                ran.error.contains(
                    "Profile 'default' is logged in as ann@example.com at https://platform.cloud.coveo.com. Replace that login?"
                ))
            #expect(try await desk.session()?.tokens.accessToken.reveal() == token)
            if code == 1 { #expect(ran.error.contains("error: the earlier login was kept\nhint: ")) }
        }
    }

    @Test("in a pipe it goes on and says what went")
    func replacePiped() async throws {
        let desk = try await Desk.loggedIn(["POST /oauth/check_token": [.success(Given.account("bob"))]])
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-new"))
        #expect(ran.code == 0)
        #expect(ran.error.contains("this replaces the login of ann@example.com at https://platform.cloud.coveo.com\n"))
        #expect(try await desk.session()?.account == "bob@example.com")
    }

    @Test("the same account is replaced without a word")
    func sameAccount() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-new"))
        #expect(ran.code == 0)
        #expect(!ran.error.contains("Replace"))
    }

    @Test("a login of a later version is not overwritten; a damaged one may be")
    func oddRecords() async throws {
        let later = Desk()
        try await later.store.write(
            Redacted(Array(#"{"version":2}"#.utf8)), profile: "default", platformHost: "h", interaction: .never)
        let refused = await later.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(refused.code == 78)
        #expect(later.store.text("default") == #"{"version":2}"#)
        let damaged = Desk()
        try await damaged.store.write(
            Redacted(Array("{".utf8)), profile: "default", platformHost: "h", interaction: .never)
        let ran = await damaged.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        #expect(try await damaged.session() != nil)
    }

    @Test("COVEO_ACCESS_TOKEN is said to go before the new login")
    func overridden() async throws {
        let desk = Desk()
        let ran = await desk.coveo(
            "login", "--with-token", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"],
            terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: COVEO_ACCESS_TOKEN is set and goes before this login"))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-token")
    }
}

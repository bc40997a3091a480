import FoundationEssentials
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@Suite("Which store a login is looked for in")
struct StoreChoiceTests {
    private static let each: [StoreName] = [.secretService, .helper("pass"), .file]

    /// A desk with a login in each of three stores, told apart by its account.
    private func desk(_ configuration: String = "{}", profile: String = "default") async throws -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([Desk.configuration: configuration])
        for name in Self.each { try await desk.logIn(Given.session(account: name.text), profile: profile, in: name) }
        return desk
    }

    /// The store whose login a command would use.
    private func used(_ desk: Desk, _ options: [String] = [], _ environment: [String: String] = [:]) async -> String {
        let ran = await desk.run(["auth", "status", "--offline", "--json"] + options, environment: environment)
        let account = ran.output.components(separatedBy: #""account":""#)
        return account.count < 2 ? "none" : String(account[1].prefix { $0 != "\"" })
    }

    @Test("the environment's, else the profile's, else the Secret Service")
    func precedence() async throws {
        #expect(await used(try await desk()) == "secret-service")
        let file = try await desk(#"{"profiles":{"default":{"store":"file"}}}"#)
        #expect(await used(file) == "file")
        #expect(await used(file, [], ["COVEO_CREDENTIAL_STORE": "helper:pass"]) == "helper:pass")
        #expect(await used(file, [], ["COVEO_CREDENTIAL_STORE": ""]) == "file")
        #expect(file.store.calls.filter { !$0.hasPrefix("write") }.isEmpty)
    }

    @Test("each profile has its own")
    func profiles() async throws {
        let desk = try await desk(
            #"{"profile":"work","profiles":{"work":{"store":"file"},"play":{"store":"helper:pass"}}}"#, profile: "work")
        for name in Self.each {
            try await desk.logIn(Given.session(account: "play " + name.text), profile: "play", in: name)
        }
        #expect(await used(desk) == "file")
        #expect(await used(desk, ["--profile", "play"]) == "play helper:pass")
        let ran = await desk.coveo("auth", "status", "--offline")
        #expect(ran.output.contains("account       file\n") && ran.output.contains("account       play helper:pass\n"))
        #expect(!ran.output.contains("secret-service"))
        #expect(desk.store.calls.allSatisfy { $0.hasPrefix("write") })
    }

    @Test(
        "what commands do with a login, they do in its store",
        arguments: [["auth", "token"], ["sources", "list"], ["auth", "status"], ["logout"], ["logout", "--all"]])
    func commands(arguments: [String]) async throws {
        let desk = try await desk(#"{"profiles":{"default":{"store":"file"}}}"#)
        desk.platform.answer("GET /rest/organizations/acme/sources/pages", .success(Given.page()))
        desk.store.fail(with: .noSessionBus)
        desk[.helper("pass")].fail(with: .helper(program: "docker-credential-pass", .missing))
        #expect(await desk.run(arguments, showsToken: true).code == 0)
        let isKept = try await desk.session(in: .file) != nil
        #expect(isKept == (arguments[0] != "logout"))
    }

    @Test("each store is made once a command, so that its time-out is one")
    func once() async throws {
        let desk = try await desk(#"{"profiles":{"default":{"store":"file"},"a":{},"b":{}}}"#)
        let counter = Counter()
        var counted = desk
        counted.wrapStore = { store in
            counter.count()
            return store
        }
        #expect(await counted.coveo("auth", "status", "--offline").code == 0)
        #expect(counter.value == 2)
    }

    @Test("the log names the store")
    func logged() async throws {
        let desk = try await desk(#"{"profiles":{"default":{"store":"helper:pass"}}}"#)
        let ran = await desk.coveo("auth", "token", "-v", showsToken: true)
        #expect(ran.error.contains("* helper:pass read default: found ("))
    }

    @Test("a file that others could read is told, and so is a dialog")
    func notices() async throws {
        var desk = try await desk(#"{"profiles":{"default":{"store":"file"}}}"#)
        desk.notices = [.madePrivate(path: "/home/ann/x\u{7}", mode: 0o644), .dialog]
        let ran = await desk.coveo("auth", "token", showsToken: true)
        #expect(
            ran.error == """
                warning: others had access to /home/ann/x\\u{7} (mode 644); now it is yours alone
                waiting for the keyring's dialog

                """)
    }

    @Test("where the configuration was lost, the file store's login is found by a hint, and no helper is run")
    func stray() async throws {
        let desk = Desk()
        try await desk.logIn(Given.session(), in: .file)
        desk[.helper("pass")].fail(with: .denied)
        let hint =
            "hint: the store 'file' holds a login of this profile, and no configuration names it: "
            + "'coveo config set store file' does\n"
        for arguments in [["auth", "token"], ["sources", "list"], ["auth", "refresh"]] {
            let ran = await desk.run(arguments)
            #expect(ran.code == 77)
            #expect(ran.error.contains(hint), "\(ran.error)")
            #expect(ran.error.contains("hint: or run 'coveo login'\n"))
        }
        #expect(await desk.coveo("auth", "status").error == hint)
        let person = await desk.coveo("sources", "list", terminal: .person("n"))
        #expect(person.error.contains("You are not logged in.\n" + hint))
        #expect(desk[.helper("pass")].calls.isEmpty)
        #expect(await desk.coveo("config", "set", "store", "file").code == 0)
        #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
    }

    @Test("where a store was chosen, or the file store can't be used, nothing is guessed")
    func noStray() async throws {
        let desk = Desk()
        try await desk.logIn(Given.session(), in: .file)
        let chosen = await desk.coveo("auth", "token", environment: ["COVEO_CREDENTIAL_STORE": "secret-service"])
        #expect(!chosen.error.contains("'file'"))
        desk[.file].fail(with: .file(path: "/f", .link))
        let ran = await desk.coveo("auth", "token")
        #expect(ran.code == 77)
        #expect(!ran.error.contains("'file'"))
        desk.files.put(#"{"profiles":{"default":{"store":"file"}}}"#, Desk.configuration)
        desk[.file].fail(with: nil)
        #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
        #expect(desk.store.calls == ["read default", "read default"])
    }
}

/// Counts.
private final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    func count() { number.withLock { $0 += 1 } }
}

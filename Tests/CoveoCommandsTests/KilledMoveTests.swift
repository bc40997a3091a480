import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A move or a login to another store that is killed")
struct KilledMoveTests {
    private static let helper = StoreName.helper("pass")

    /// Runs a command that is killed after `count` operations.
    ///
    /// - Returns: false where it came to its end.
    private func kill(_ desk: Desk, after count: Int, _ arguments: [String], input: String = "") async -> Bool {
        let process = KilledProcess(after: count)
        var mortal = desk
        mortal.wrapStore = { MortalStore(base: $0, process: process) }
        mortal.otherFiles = MortalFiles(base: desk.files, process: process)
        let ran = await mortal.run(arguments, terminal: .pipe(input))
        #expect(process.wasKilled || ran.code == 0, "\(count): \(ran.error)")
        return process.wasKilled
    }

    /// Calls `body` with a desk where `arguments` were killed after one operation, after two, and so on to the end.
    private func atEachPoint(
        _ arguments: [String], input: String = "", _ body: (Desk, Int) async throws -> Void
    ) async throws {
        var wasKilled = true
        var count = 0
        while wasKilled {
            let desk = try await Desk.loggedIn()
            wasKilled = await kill(desk, after: count, arguments, input: input)
            try await body(desk, count)
            count += 1
        }
        #expect(count > 6)
    }

    private static let move = ["auth", "move", "--to", helper.text]

    @Test("the next command finds the login, wherever the move was killed")
    func found() async throws {
        try await atEachPoint(Self.move) { desk, count in
            let status = await desk.coveo("auth", "status", "--offline", "--json")
            #expect(status.code == 0, "\(count)")
            #expect(await desk.coveo("auth", "token", showsToken: true).output == "canary-token\n", "\(count)")
        }
    }

    @Test("another move finishes it, and takes along what was renewed meanwhile")
    func finished() async throws {
        try await atEachPoint(Self.move) { desk, count in
            let isThere = await desk.coveo("config", "get", "store").output == "helper:pass\n"
            try await desk.logIn(Given.session(token: "canary-renewed"), in: isThere ? Self.helper : .secretService)
            #expect(await desk.run(Self.move).code == 0, "\(count)")
            let here = try await desk.session()
            #expect(here == nil, "\(count)")
            let there = try await desk.session(in: Self.helper)
            #expect(there?.tokens.accessToken.reveal() == "canary-renewed", "\(count)")
            let text = desk.files.text(Desk.configuration) ?? ""
            #expect(text.contains(#""store": "helper:pass""#) && !text.contains("otherStore"), "\(count)")
        }
    }

    @Test("a move back, to where it began, leaves nothing in the other store")
    func undone() async throws {
        try await atEachPoint(Self.move) { desk, count in
            #expect(await desk.coveo("auth", "move", "--to", "secret-service").code == 0, "\(count)")
            let here = try await desk.session()
            #expect(here != nil, "\(count)")
            let there = try await desk.session(in: Self.helper)
            #expect(there == nil, "\(count)")
            #expect(desk.files.text(Desk.configuration)?.contains("otherStore") != true, "\(count)")
        }
    }

    @Test(
        "a logout afterwards leaves no login anywhere",
        arguments: [["logout"], ["logout", "--all"], ["profiles", "remove", "default", "--yes"]])
    func ended(arguments: [String]) async throws {
        try await atEachPoint(Self.move) { desk, count in
            #expect(await desk.run(arguments).code == 0, "\(count)")
            let here = try await desk.session()
            #expect(here == nil, "\(count)")
            let there = try await desk.session(in: Self.helper)
            #expect(there == nil, "\(count)")
        }
    }

    @Test("a login to another store that is killed leaves one that counts, and the next one clears up")
    func login() async throws {
        let arguments = ["login", "--with-token", "--store", Self.helper.text]
        try await atEachPoint(arguments, input: "canary-new") { desk, count in
            #expect(await desk.coveo("auth", "token", showsToken: true).code == 0, "\(count)")
            let ran = await desk.run(arguments, terminal: .pipe("canary-newer"))
            #expect(ran.code == 0, "\(count)")
            let here = try await desk.session()
            #expect(here == nil, "\(count)")
            let there = try await desk.session(in: Self.helper)
            #expect(there?.tokens.accessToken.reveal() == "canary-newer", "\(count)")
            #expect(desk.files.text(Desk.configuration)?.contains("otherStore") == false, "\(count)")
        }
    }

    @Test("a logout after a login that was killed leaves none of the two anywhere")
    func loginEnded() async throws {
        let arguments = ["login", "--with-token", "--store", Self.helper.text]
        try await atEachPoint(arguments, input: "canary-new") { desk, count in
            #expect(await desk.coveo("logout").code == 0, "\(count)")
            let here = try await desk.session()
            #expect(here == nil, "\(count)")
            let there = try await desk.session(in: Self.helper)
            #expect(there == nil, "\(count)")
        }
    }
}

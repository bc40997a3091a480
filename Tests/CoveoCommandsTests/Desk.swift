import CoveoCommands
import Ports
import Support
import Synchronization
import Testing
import TokenCache

/// What came of one run.
struct Ran: Sendable {
    let output: String
    let error: String
    let code: Int32

    /// The lines of stderr.
    var errorLines: [String] { error.split(separator: "\n").map(String.init) }
}

/// A machine in memory on which commands run one after another. Every run is searched for secrets.
struct Desk: Sendable {
    var platform = ScriptedPlatform()
    /// The Secret Service.
    var store = MemoryStore()
    /// The other stores; those that a test did not set are there, and empty.
    var otherStores = OtherStores()
    var files = MemoryFiles()
    var clock: any Clock = TestClock()
    var browser = ScriptedBrowser(isAvailable: false)
    var redirects = ScriptedRedirects()
    var interrupts: any Interrupts = NoInterrupts()
    var locks: any ProcessLock = MemoryLock()
    var qrCodes: any QRCodes = NoQRCodes()
    var pager: any Pager = NoPager()
    var caches = MemoryCache()
    var ownProgram = RecordedProgram()
    /// What answers instead of `platform`.
    var transport: (any HTTPTransport)?
    /// What is there instead of `files`.
    var otherFiles: (any Files)?
    /// What stands before every store.
    var wrapStore: @Sendable (any Store) -> any Store = { $0 }
    /// What a store has to tell when it is made.
    var notices: [StoreNotice] = []

    /// Where `config.json` is.
    static let configuration = "/home/ann/.config/coveo/config.json"

    /// A desk with the login `session` in the store.
    static func loggedIn(
        _ routes: [String: [ScriptedPlatform.Answer]] = [:], session: Session = Given.session(),
        profile: String = "default"
    ) async throws -> Desk {
        let desk = Desk(platform: ScriptedPlatform(routes))
        try await desk.logIn(session, profile: profile)
        return desk
    }

    /// Puts a login into the store.
    func logIn(_ session: Session, profile: String = "default", in name: StoreName = .secretService) async throws {
        try await SessionStore(store: self[name], interaction: .never).write(session, profile: profile)
    }

    /// The store of that name.
    subscript(_ name: StoreName) -> MemoryStore { name == .secretService ? store : otherStores[name] }

    /// The stored login of a profile.
    func session(_ profile: String = "default", in name: StoreName = .secretService) async throws -> Session? {
        try await SessionStore(store: self[name], interaction: .never).read(profile)
    }

    /// Runs `coveo` with these arguments.
    ///
    /// - Parameter showsToken: for `auth token`, whose stdout is the token.
    func coveo(
        _ arguments: String..., environment: [String: String] = [:], terminal: StagedTerminal = .pipe(),
        showsToken: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) async -> Ran {
        await run(
            arguments, environment: environment, terminal: terminal, showsToken: showsToken,
            sourceLocation: sourceLocation)
    }

    /// Runs `coveo` with these arguments.
    func run(
        _ arguments: [String], environment: [String: String] = [:], terminal: StagedTerminal = .pipe(),
        showsToken: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) async -> Ran {
        let environment = Environment(["HOME": "/home/ann"].merging(environment) { $1 })
        let code: Int32
        switch Entry.parse(arguments: arguments, environment: environment) {
        case .answer(let answer):
            code =
                answer.isPaged(environment, at: terminal)
                ? await answer.page(to: terminal, by: pager, environment) : answer.write(to: terminal)
        case .invocation(let invocation):
            let glance = Glance(arguments: arguments, environment: environment, files: otherFiles ?? files)
            code = await invocation.run(after: glance) { world($0, terminal: terminal) }
        }
        let ran = Ran(output: terminal.output, error: terminal.error, code: code)
        for secret in ["canary", Given.verifier, "Y2xpOmNsaQ"] {
            #expect(!ran.error.contains(secret), "a secret is on stderr", sourceLocation: sourceLocation)
            if !showsToken {
                #expect(!ran.output.contains(secret), "a secret is on stdout", sourceLocation: sourceLocation)
            }
        }
        let configuration = files.text(Self.configuration) ?? ""
        #expect(!configuration.contains("canary"), "a secret is in config.json", sourceLocation: sourceLocation)
        return ran
    }

    private func world(_ environment: Environment, terminal: StagedTerminal) -> World {
        World(
            environment: environment, terminal: terminal, files: otherFiles ?? files, clock: clock,
            random: CountingRandom(),
            browser: browser, redirects: redirects, interrupts: interrupts, locks: locks,
            qrCodes: qrCodes, pager: pager, caches: caches, ownProgram: ownProgram,
            makeTransport: { _ in transport ?? platform },
            makeStore: { name, _, tell in
                for notice in notices { tell(notice) }
                return wrapStore(self[name])
            })
    }
}

/// The stores beside the Secret Service, one for each name.
final class OtherStores: Sendable {
    private let stores = Mutex<[StoreName: MemoryStore]>([:])

    subscript(_ name: StoreName) -> MemoryStore {
        stores.withLock { stores in
            let store = stores[name] ?? MemoryStore()
            stores[name] = store
            return store
        }
    }
}

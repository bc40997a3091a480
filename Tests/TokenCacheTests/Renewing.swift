import Foundation
import OAuth2
import Ports
import Support
import Synchronization
import Testing

@testable import TokenCache

/// The world of a renewal: a store with a session that ends soon, a lock, a server. Each `tokens()` is a process.
struct Renewing {
    static let answer = #"{"access_token":"canary-a2","token_type":"Bearer","expires_in":3600}"#
    static let rotating =
        #"{"access_token":"canary-a2","token_type":"Bearer","expires_in":3600,"refresh_token":"canary-r2"}"#

    /// What a note calls `session(life:)`.
    static let stamp = 1_767_319_445
    /// The note that its refresh token went to the server, and no more is known.
    static let unfinished = #"{"unfinished":\#(stamp)}"#

    let clock = TestClock()
    let memory = MemoryStore()
    let lock: MemoryLock
    let server: ScriptedTransport
    /// What was taken back at the server, as `access/refresh`.
    let revoked = Record()
    /// What was told of renewals that failed.
    let noticed = Record()
    /// Stands before the server where a test wants it to hang.
    let gate: GatedTransport?

    /// - Parameters:
    ///   - life: of the stored access token, in seconds; nil: unknown.
    ///   - answers: the server's, in order.
    init(
        life: Double? = 30, lock: MemoryLock = MemoryLock(), isGated: Bool = false,
        _ answers: [Result<ReceivedResponse, TransportFailure>]
    ) {
        self.init(life: life, lock: lock, isGated: isGated, server: ScriptedTransport(answers))
    }

    /// One answer.
    init(life: Double? = 30, lock: MemoryLock = MemoryLock(), isGated: Bool = false, _ answer: String) {
        self.init(life: life, lock: lock, isGated: isGated, [.success(.json(answer))])
    }

    init(life: Double?, lock: MemoryLock, isGated: Bool, server: ScriptedTransport) {
        self.lock = lock
        self.server = server
        gate = isGated ? GatedTransport(server) : nil
        store(Self.session(life: life))
    }

    /// A session whose access token was issued an hour ago, and ends in `life` seconds.
    static func session(life: Double?) -> Session {
        var session = Sample.whole
        session.issuedAt = Sample.start - 3_600
        session.tokens.expiresAt = life.map { Sample.start + $0 }
        return session
    }

    /// What another process stores after it has renewed.
    static func renewedElsewhere(life: Double = 3_600, refreshToken: String? = "canary-r2") -> Session {
        var session = session(life: life)
        session.tokens.accessToken = Redacted("canary-a2")
        session.tokens.refreshToken = refreshToken.map { Redacted($0) }
        return session
    }

    /// Puts a session into the store, as another process does.
    func store(_ session: Session) { memory.put(Self.text(session), profile: "p") }

    static func text(_ session: Session) -> String { String(decoding: SessionRecord.bytes(of: session), as: UTF8.self) }

    var renewal: Renewal {
        Renewal(
            sessions: SessionStore(store: memory, interaction: .never), profile: "p",
            lock: SessionLock(lock, profile: "p", limit: .seconds(40)), transport: gate ?? server as any HTTPTransport,
            clock: clock,
            revoke: { [revoked, lock] session in
                #expect(lock.held.isEmpty, "nobody waits for it")
                revoked.add("\(session.tokens.accessToken.reveal())/\(session.tokens.refreshToken?.reveal() ?? "")")
            })
    }

    /// The name of the session's lock.
    var lockName: String { SessionLock(lock, profile: "p", limit: .zero).name }

    /// The tokens of another process.
    func tokens() -> CachedTokens {
        CachedTokens(
            sessions: SessionStore(store: memory, interaction: .never), profile: "p", clock: clock, renewal: renewal,
            notice: { [noticed] in noticed.add("\($0)") })
    }

    /// The session that is stored.
    var stored: Session? {
        get async throws { try await SessionStore(store: memory, interaction: .never).read("p") }
    }

    /// Lets other tasks run until `condition` holds.
    static func until(_ condition: () async -> Bool) async {
        while await !condition() { await Task.yield() }
    }

    /// What `body` throws.
    static func failure(_ body: () async throws -> some Any) async -> (any Error)? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error
        }
    }
}

extension AccessToken {
    init(_ text: String) { self.init(Redacted(text)) }
}

/// What was told to a test, in order.
final class Record: Sendable {
    private let kept = Mutex<[String]>([])

    var texts: [String] { kept.withLock { $0 } }

    func add(_ text: String) { kept.withLock { $0.append(text) } }
}

/// What happens while a server answers.
final class Changes: Sendable {
    private let change = Mutex<@Sendable () -> Void>({})

    var make: @Sendable () -> Void {
        get { change.withLock { $0 } }
        set { change.withLock { $0 = newValue } }
    }
}

extension ScriptedTransport {
    /// The body of a request, as text.
    func body(_ index: Int) -> String { String(decoding: requests[index].body, as: UTF8.self) }
}

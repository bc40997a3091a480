import ArgumentParser
import FoundationEssentials
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("Logins are taken back at the server, and never kept because of it")
struct RevocationTests {
    private func session(refresh: String? = "canary-refresh", endpoint: String? = "https://as.example/revoke")
        -> Session
    {
        var session = Given.session()
        session.tokens.refreshToken = refresh.map { Redacted($0) }
        session.revocationEndpoint = endpoint
        return session
    }

    private typealias Answer = Result<RevocationEndpoint.Outcome, any Error>

    /// What the server was asked, in order, where each kind has its answer.
    private final class Server: Sendable {
        let asked = Mutex<[String]>([])
        let answers: [RevocationEndpoint.Hint: Answer]

        init(_ answers: [RevocationEndpoint.Hint: Answer] = [:]) {
            self.answers = answers
        }

        var revocation: Revocation {
            Revocation { token, kind, _ in
                self.asked.withLock { $0.append("\(kind.rawValue) \(token.reveal())") }
                return try self.answers[kind, default: .success(.revoked)].get()
            }
        }
    }

    private static let unsupported = Answer.success(
        .refused(status: 400, OAuthError(code: "unsupported_token_type")))
    private static let unreachable = Answer.failure(TransportFailure.unreachable(host: "as.example"))

    @Test("the refresh token goes first, then the access token")
    func order() async {
        let server = Server()
        #expect(await server.revocation.revoke(session()) == .revoked)
        #expect(server.asked.withLock { $0 } == ["refresh_token canary-refresh", "access_token canary-token"])
        let without = Server()
        #expect(await without.revocation.revoke(session(refresh: nil)) == .revoked)
        #expect(without.asked.withLock { $0 } == ["access_token canary-token"])
    }

    @Test("a session without an endpoint asks nobody")
    func notOffered() async {
        let server = Server()
        #expect(await server.revocation.revoke(session(endpoint: nil)) == .notOffered)
        #expect(server.asked.withLock { $0 }.isEmpty)
    }

    @Test("a server that takes back refresh tokens alone has taken back all")
    func refreshOnly() async {
        #expect(await Server([.accessToken: Self.unsupported]).revocation.revoke(session()) == .revoked)
        let alone = await Server([.accessToken: Self.unsupported]).revocation.revoke(session(refresh: nil))
        guard case .failed(let failure) = alone else {
            Issue.record("\(alone)")
            return
        }
        #expect(failure.text == "the authorization server refused (HTTP 400, unsupported_token_type)")
        #expect(failure.code == .noPermission)
    }

    @Test("what a server says when it refuses is told; an empty answer and its own failure too")
    func refused() async {
        for (outcome, words, code) in [
            (
                RevocationEndpoint.Outcome.refused(
                    status: 400, OAuthError(code: "invalid_client", description: "no\u{1B}[2J")),
                "refused (HTTP 400, invalid_client: no\\u{1b}[2J)", ExitCode.noPermission
            ),
            (.refused(status: 401, nil), "refused (HTTP 401, without a reason)", .noPermission),
            (.refused(status: 503, nil), "refused (HTTP 503, without a reason)", .unavailable),
        ] {
            let server = Server([.accessToken: .success(outcome)])
            guard case .failed(let failure) = await server.revocation.revoke(session()) else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(failure.text == "the authorization server \(words)")
            #expect(failure.code == code)
        }
    }

    @Test("the first failure is told, and the second token is tried all the same")
    func failed() async {
        for failures in [
            [.refreshToken: Self.unreachable], [.accessToken: Self.unreachable],
            [.refreshToken: Self.unreachable, .accessToken: Self.unsupported],
        ] as [[RevocationEndpoint.Hint: Answer]] {
            let server = Server(failures)
            let words = Failure(TransportFailure.unreachable(host: "as.example"))
            #expect(await server.revocation.revoke(session()) == .failed(words))
            #expect(server.asked.withLock { $0.count } == 2)
        }
    }

    private func logout(_ session: Session, _ server: Server) async throws -> (ended: Logout.Ended, error: String) {
        let store = MemoryStore()
        try await SessionStore(store: store, interaction: .never).write(session, profile: "default")
        let terminal = RecordingTerminal()
        let world = FailingWorld.make(
            environment: ["HOME": "/home/ann"], terminal: terminal, locks: MemoryLock(), store: store)
        let context = try Context(LogoutCommand.parse([]), world: world)
        let logout = Logout(context: context, revocation: server.revocation)
        let ended = try await logout.end("default")
        logout.tell(ended)
        #expect(store.text("default") == nil)
        #expect(!terminal.error.contains("canary"))
        return (ended, terminal.error)
    }

    @Test("a logout says that the tokens were revoked")
    func revokedLogout() async throws {
        let (ended, error) = try await logout(session(), Server())
        #expect(ended.isDeleted && ended.isRevoked)
        #expect(
            error == """
                ✓ Logged out ann@example.com (profile default)
                  Its tokens were revoked at the authorization server

                """)
    }

    @Test("a server that can't be reached keeps nothing here: deleted, a warning, and until when it stays valid")
    func unreachableLogout() async throws {
        let server = Server([.refreshToken: Self.unreachable, .accessToken: Self.unreachable])
        let (ended, error) = try await logout(session(), server)
        #expect(ended.isDeleted && !ended.isRevoked)
        #expect(error.contains("warning: the login was deleted here, but not revoked at the server: no connection to"))
        #expect(error.contains("the login stays valid at the server until it is ended there\n"))
        let alone = Server([.accessToken: Self.unreachable])
        let (_, words) = try await logout(session(refresh: nil), alone)
        #expect(words.contains("the token stays valid there until 2026-01-03 03:04 UTC\n"))
    }

    @Test("in a logout the store comes first: whoever interrupts the server's answer has deleted the login")
    func storeFirst() async throws {
        let store = MemoryStore()
        try await SessionStore(store: store, interaction: .never).write(session(), profile: "default")
        let world = FailingWorld.make(environment: ["HOME": "/home/ann"], locks: MemoryLock(), store: store)
        let context = try Context(LogoutCommand.parse([]), world: world)
        let revocation = Revocation { _, _, _ in
            #expect(store.text("default") == nil)
            return .revoked
        }
        #expect(try await Logout(context: context, revocation: revocation).end("default").isRevoked)
    }
}

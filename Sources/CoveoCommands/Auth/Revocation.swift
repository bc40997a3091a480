import OAuth2
import Ports
import TokenCache

/// What became of a session's tokens at the authorization server.
enum RevocationOutcome: Equatable, Sendable {
    /// The server offers no revocation, as far as the session says.
    case notOffered
    /// It was not asked: another login might have ended with this one.
    case spared
    /// The server took back all of them.
    case revoked
    /// At least one of them stays valid, as far as is known.
    case failed(Failure)
}

/// Takes back a session's tokens at the authorization server (RFC 7009), where it offers that. Never throws: whatever
/// comes of it, the login was deleted here.
struct Revocation: Sendable {
    /// Asks the server to take back one token of the session.
    typealias Send =
        @Sendable (_ token: Redacted<String>, _ kind: RevocationEndpoint.Hint, _ session: Session) async throws
        -> RevocationEndpoint.Outcome

    private let send: Send

    init(send: @escaping Send) {
        self.send = send
    }

    /// Revokes the refresh token, then the access token: in this order nothing can be renewed meanwhile. The second is
    /// tried where the first failed, too. A server that takes back refresh tokens alone ends the access tokens of the
    /// same grant with them (RFC 7009 section 2.1), so that `unsupported_token_type` for the second is no failure.
    ///
    /// - Parameter kept: a login that must not end with it.
    func revoke(_ session: Session, beside kept: Session? = nil) async -> RevocationOutcome {
        // What a person handed over is theirs, whatever the record says.
        guard session.revocationEndpoint != nil, session.way != .withToken else { return .notOffered }
        if let kept, kept.mayShareGrant(with: session) { return .spared }
        var failure: Failure?
        if let token = session.tokens.refreshToken {
            failure = Self.reason(await outcome(token, .refreshToken, session))
        }
        let second = await outcome(session.tokens.accessToken, .accessToken, session)
        if case .success(.refused(_, let error?)) = second, error.code == "unsupported_token_type",
            session.tokens.refreshToken != nil, failure == nil
        {
            return .revoked
        }
        return (failure ?? Self.reason(second)).map { .failed($0) } ?? .revoked
    }

    private typealias Outcome = Result<RevocationEndpoint.Outcome, any Error>

    private func outcome(
        _ token: Redacted<String>, _ kind: RevocationEndpoint.Hint, _ session: Session
    ) async -> Outcome {
        do {
            return .success(try await send(token, kind, session))
        } catch {
            return .failure(error)
        }
    }

    /// Why the token may still be good; nil where it is not.
    private static func reason(_ outcome: Outcome) -> Failure? {
        switch outcome {
        case .success(.revoked): nil
        case .success(.refused(let status, let error)): .revocationRefused(status: status, error)
        case .failure(let error): Failure(describing: error)
        }
    }
}

import OAuth2
import Ports

extension Renewal {
    /// What has become of a session in the store while it was being renewed.
    private enum Place {
        /// It is there, or what became of it when another process was refused.
        case kept
        /// Another process without the lock has renewed it or logged in again: this one is the login.
        case renewed(Session)
        /// The login was ended.
        case empty
        /// Another login has taken its place; nil where it can't be read.
        case taken(Session?)
    }

    /// Commits a renewal, unless a logout or a login that went on without the lock would be undone by it. Then what came
    /// back is nobody's, and is taken back at the server where that can't end what is stored.
    func settle(_ renewed: Session, inPlaceOf old: Session, in held: (any HeldLock)?) async throws -> Renewed {
        switch try await place(of: old) {
        case .kept: return try await store(renewed, inPlaceOf: old, in: held)
        case .renewed(let stored):
            held?.leave([])
            return Renewed(session: stored, unstored: nil)
        case .taken(let other):
            pass(held)
            if let other, !other.mayShareGrant(with: renewed) { await revoke(renewed) }
        case .empty:
            pass(held)
            await revoke(renewed)
        }
        throw RenewalFailure.replaced
    }

    /// Gives the lock back: whoever is next need not wait for the server, and what the note said was about another login.
    private func pass(_ held: (any HeldLock)?) {
        held?.leave([])
        held?.release()
    }

    private func place(of session: Session) async throws -> Place {
        do {
            guard let stored = try await sessions.read(profile) else { return .empty }
            guard stored.isSameLogin(as: session) else { return .taken(stored) }
            if stored.tokens.refreshToken == session.tokens.refreshToken { return .kept }
            let isEnded = stored.tokens.refreshToken == nil && stored.tokens.accessToken == session.tokens.accessToken
            return isEnded ? .kept : .renewed(stored)
        } catch SessionFailure.newerVersion {
            return .taken(nil)
        } catch let failure where failure is StoreFailure || failure is SessionFailure {
            // The answer is worth the try to store it.
            return .kept
        }
    }

    /// A refresh token that the server has replaced is worth a second try; one that it left as it was is in the store
    /// already.
    private func store(_ renewed: Session, inPlaceOf old: Session, in held: (any HeldLock)?) async throws -> Renewed {
        do {
            try await sessions.write(renewed, profile: profile)
        } catch let failure as StoreFailure where renewed.tokens.refreshToken != old.tokens.refreshToken {
            do {
                try await sessions.write(renewed, profile: profile)
            } catch {
                leave(RenewalNote(unfinished: old.stamp), failedBy: failure, in: held)
                return Renewed(session: renewed, unstored: failure)
            }
        } catch is StoreFailure {
            // Nothing is lost: the next command renews it again.
        }
        held?.leave([])
        return Renewed(session: renewed, unstored: nil)
    }
}

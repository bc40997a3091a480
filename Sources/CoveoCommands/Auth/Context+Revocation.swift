import HTTP
import OAuth2
import Ports
import TokenCache

extension Context {
    /// How logins are taken back at their authorization server (RFC 7009).
    func revocation() -> Revocation {
        let transport = transport()
        let clock = world.clock
        return Revocation { token, kind, session in
            // Without them nothing is offered, which the caller has looked at; a stranger's address counts as none.
            guard let client = session.client, let text = session.revocationEndpoint,
                let address = try? WebAddress(text)
            else { return }
            let endpoint = RevocationEndpoint(address: address, client: client, transport: transport)
            let bearer = session.isExpired(at: clock.now) ? nil : session.tokens.accessToken
            switch try await endpoint.revoke(token, hint: kind, bearer: bearer) {
            case .revoked: return
            case .refused(let status, let error?): throw OAuth2Failure.tokenRefused(status: status, error)
            case .refused(let status, nil): throw OAuth2Failure.rejected(status: status, contentType: nil)
            }
        }
    }
}

import HTTP
import OAuth2
import Ports
import TokenCache

extension Context {
    /// How logins are taken back at their authorization server (RFC 7009).
    ///
    /// - Parameter isPatient: false beside something else, which is not to wait long for it: each token has 5 s, once.
    func revocation(isPatient: Bool = true) -> Revocation {
        let transport = isPatient ? transport() : plainTransport(within: .seconds(5))
        let clock = world.clock
        return Revocation { token, kind, session in
            guard let client = session.client else { throw SessionFailure.damaged(.missing(field: "clientId")) }
            let text = session.revocationEndpoint ?? ""
            let address: WebAddress
            do throws(WebAddressFailure) {
                address = try WebAddress(text)
            } catch {
                throw MetadataFailure.unfitEndpoint(field: "revocation_endpoint", address: text, error)
            }
            let endpoint = RevocationEndpoint(address: address, client: client, transport: transport)
            let bearer = session.isExpired(at: clock.now) ? nil : session.tokens.accessToken
            return try await endpoint.revoke(token, hint: kind, bearer: bearer)
        }
    }
}

import OAuth2
import Ports
import TokenCache

extension Context {
    /// How logins are taken back at their authorization server.
    func revocation() -> Revocation {
        Revocation { _, _, _ in
            throw Failure(.unavailable, "this version asks no server for it", hint: "end the login at the server")
        }
    }
}

package import HTTP
import Ports

/// The address that the person opens (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
package struct AuthorizationRequest: Sendable {
    /// The whole address.
    package let address: String

    /// - Parameters:
    ///   - endpoint: the authorization endpoint; a query of its own is kept (RFC 6749 section 3.1).
    ///   - redirectURI: byte for byte the one that goes with the code later.
    ///   - scopes: none leaves the parameter out.
    package init(
        endpoint: WebAddress, clientID: String, redirectURI: String, scopes: [String], state: LoginState, pkce: PKCE
    ) {
        var parameters = [("response_type", "code"), ("client_id", clientID), ("redirect_uri", redirectURI)]
        if !scopes.isEmpty { parameters.append(("scope", scopes.joined(separator: " "))) }
        parameters += [
            ("state", state.value.reveal()), ("code_challenge", pkce.challenge),
            ("code_challenge_method", PKCE.method),
        ]
        address = endpoint.appending([], query: parameters).description
    }
}

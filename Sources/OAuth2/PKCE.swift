import Crypto
package import Ports

/// Proof that the code is redeemed by the program that asked for it (RFC 7636). S256 always, `plain` never.
package struct PKCE: Sendable {
    /// The `code_verifier`: 43 characters from 32 random bytes.
    package let verifier: Redacted<String>
    /// The `code_challenge`: BASE64URL(SHA256(verifier)).
    package let challenge: String
    /// The `code_challenge_method`.
    package static let method = "S256"

    /// A new pair for one login.
    package init(random: any RandomBytes) {
        self.init(verifier: Redacted(Base64URL.text(random.bytes(32))))
    }

    /// The pair of a known verifier.
    package init(verifier: Redacted<String>) {
        self.verifier = verifier
        challenge = Base64URL.text(SHA256.hash(data: Array(verifier.reveal().utf8)))
    }
}

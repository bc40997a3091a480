import Crypto
import Foundation

/// Codes and tokens as text, and what is kept of them.
enum Secret {
    /// 32 random bytes in base64url: 43 characters.
    static func make() -> String { base64URL((0..<32).map { _ in UInt8.random(in: 0...255) }) }

    /// The SHA-256 in hexadecimal: all that is kept of a token.
    static func hash(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The code challenge of a verifier by S256 (RFC 7636 section 4.2).
    static func challenge(of verifier: String) -> String { base64URL(SHA256.hash(data: Data(verifier.utf8))) }

    private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}

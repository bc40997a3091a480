internal import FoundationEssentials
internal import Ports

/// How a secret stands in a helper's text field and comes back byte for byte, whatever the helper does with white space,
/// encodings and NUL.
enum HelperSecret {
    private static let mark = "base64:"

    /// A record of printable ASCII as it is, so that people can read what their helper keeps; any other in base64.
    static func text(_ secret: Redacted<[UInt8]>) -> Redacted<String> {
        secret.map { bytes in
            if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"),
                bytes.allSatisfy({ (0x20...0x7E).contains($0) })
            {
                String(decoding: bytes, as: UTF8.self)
            } else {
                mark + Data(bytes).base64EncodedString()
            }
        }
    }

    /// The secret in such a text; nil where it is broken. What somebody else has put there is taken as it is.
    static func bytes(_ text: String) -> Redacted<[UInt8]>? {
        guard text.hasPrefix(mark) else { return Redacted(Array(text.utf8)) }
        return Data(base64Encoded: String(text.dropFirst(mark.count))).map { Redacted(Array($0)) }
    }
}

import FoundationEssentials

/// Base64 for addresses, without padding (RFC 4648 section 5, RFC 7636 appendix A).
enum Base64URL {
    /// The text of `bytes`.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}

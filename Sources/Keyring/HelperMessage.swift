/// What a helper said of its failure, fit for one line of ours.
///
/// By the protocol errors come on stdout, where secrets come too: what looks like a token is left out.
struct HelperMessage {
    /// The protocol's words for an item that is not there, and those of some versions of the helper for pass.
    private static let absent = "credentials not found in native keychain"
    private static let absentFromPass = "no usernames for "
    /// Longer ones are cut, in characters.
    private static let limit = 300
    /// From these lengths on a word of letters, digits and `-._~+=` could be a token: with a digit in it, and without.
    private static let tokenLengths = (withDigit: 20, without: 32)

    /// The line; empty where nothing may be shown.
    let text: String

    init(_ output: [UInt8]) {
        let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { Self.withoutEdges($0) }.filter { !$0.isEmpty }
        // An item, or the beginning of one, and no message.
        if lines.first?.hasPrefix("{") ?? true {
            text = ""
            return
        }
        let line = Self.withoutTokens(lines.joined(separator: "; "))
        text = line.count > Self.limit ? line.prefix(Self.limit - 1) + "…" : line
    }

    /// Whether a message stands for an item that is not there.
    static func meansAbsent(_ text: String) -> Bool { text == absent || text.hasPrefix(absentFromPass) }

    private static func withoutEdges(_ line: Substring) -> Substring {
        let begun = line.drop(while: \.isWhitespace)
        return begun.lastIndex { !$0.isWhitespace }.map { begun[...$0] } ?? ""
    }

    private static func withoutTokens(_ line: String) -> String {
        var (result, word) = ("", "")
        func close() {
            let limit = word.contains(where: \.isNumber) ? tokenLengths.withDigit : tokenLengths.without
            result += word.count < limit ? word : "[redacted]"
            word = ""
        }
        for character in line {
            if character.isLetter || character.isNumber || "-._~+=".contains(character) {
                word.append(character)
            } else {
                close()
                result.append(character)
            }
        }
        close()
        return result
    }
}

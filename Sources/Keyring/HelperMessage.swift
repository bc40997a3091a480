internal import Ports

/// What a helper said of its failure, fit for one line of ours.
///
/// By the protocol errors come on stdout, where secrets come too: what looks like a token is left out.
struct HelperMessage {
    /// The protocol's words for an item that is not there, and those of the helper for pass for a folder without one,
    /// before the URL.
    private static let absent = "credentials not found in native keychain"
    private static let empty = "no usernames for "
    private static let redacted = "[redacted]"
    /// Longer ones are cut, in Unicode scalars: thousands of combining marks are one character.
    private static let limit = 300
    /// From these lengths on a word of letters, digits and `-._~+=` could be a token: with a digit in it, and without.
    private static let tokenLengths = (withDigit: 20, without: 32)

    /// The line; empty where nothing may be shown.
    let text: String

    init(_ output: [UInt8]) {
        let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { Self.withoutEdges($0) }.filter { !$0.isEmpty }
        // An item, or the beginning of one, and no message.
        if lines.first.map(Self.isItem) ?? true {
            text = ""
            return
        }
        // What a line with a colon announces is on the next one.
        let line = Self.withoutTokens(lines.joined(separator: "; ").replacing(":; ", with: ": "))
        text = line.unicodeScalars.count > Self.limit ? line.firstScalars(Self.limit - 1) + "…" : line
    }

    /// Whether a message stands for an item that is not there.
    static func meansAbsent(_ text: String) -> Bool { text == absent || meansEmpty(text) }

    /// Whether a message stands for an entry that is there, with no item in it.
    static func meansEmpty(_ text: String) -> Bool { text.hasPrefix(empty) }

    /// The URL of that entry; nil where the message stands for none, or shows not all of the URL.
    static func emptyEntry(_ text: String) -> String? {
        guard meansEmpty(text), text.unicodeScalars.count < limit, !text.contains(redacted) else { return nil }
        return String(text.dropFirst(empty.count))
    }

    /// By scalars, since a brace with an accent on it is another character, and behind a mark of the byte order.
    private static func isItem(_ line: Substring) -> Bool {
        line.unicodeScalars.first { $0 != "\u{FEFF}" } == "{"
    }

    private static func withoutEdges(_ line: Substring) -> Substring {
        let begun = line.drop(while: \.isWhitespace)
        return begun.lastIndex { !$0.isWhitespace }.map { begun[...$0] } ?? ""
    }

    private static func withoutTokens(_ line: String) -> String {
        var (result, word) = ("", "")
        func close() {
            let limit = word.contains(where: \.isNumber) ? tokenLengths.withDigit : tokenLengths.without
            result += word.count < limit ? word : redacted
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

import Foundation
import JSON
import Ports

/// What strangers may write where a name is due.
enum StrangersText {
    /// Everything that moves, colours, titles, copies, links, reorders, hides, breaks lines, or runs, in one text.
    static let everything =
        "A\u{1B}[2J\u{1B}[31m\u{1B}]0;owned\u{7}\u{1B}]2;owned\u{1B}\\\u{1B}]52;c;b3duZWQ=\u{7}"
        + "\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\\u{1B}P+q544e\u{1B}\\\u{1B}_apc\u{1B}\\\u{1B}kowned\u{1B}\\"
        + "\u{1B}[6n\u{1B}c\u{9B}31mred\u{9D}0;owned\u{9C}\u{90}q\u{9C}\u{9F}x\u{9C}\u{85}\u{202E}rtl\u{2066}\u{200B}\u{200F}"
        + "\u{2028}\u{2029}\u{FEFF}\u{2060}\u{61C}\n\r\t\u{8}\u{8}\u{7F}\u{E}"
        + #"$(touch ran)`touch ran`"'\ --help -rf <script>alert(1)</script>&amp;%1b[31m %s%n %41"#
    /// The same once more, for what is cut, and what looks like an option.
    static let all = [
        everything, "-\u{1B}[31m\u{202E}x", String(repeating: "\u{1B}]0;owned\u{7}\u{9B}1mX", count: 1_000),
    ]

    /// Sequences of our own that may stand in what is shown on a terminal: the colours of `Style`, and the erasing of a
    /// line that tells how far something is.
    private static let ours = ["0m", "1m", "31m", "32m", "35m", "97;40m", "K", "J"].map { "\u{1B}[\($0)" }

    /// What is left in a text that would do something, as `\u{…}`; empty where it is fit.
    ///
    /// - Parameters:
    ///   - isTerminal: whether it is what a terminal got: with `\r\n` at line ends, and sequences of our own.
    ///   - hasColumns: whether tabs part columns.
    static func harm(in bytes: [UInt8], isTerminal: Bool = false, hasColumns: Bool = false) -> [String] {
        guard var text = String(validating: bytes, as: UTF8.self) else { return ["no UTF-8"] }
        if isTerminal {
            text = text.replacingOccurrences(of: "\r\n", with: "\n")
            for sequence in ours { text = text.replacingOccurrences(of: sequence, with: "") }
            // Before an erasure, and before a line is drawn anew.
            text = text.replacingOccurrences(of: "\r", with: "")
        }
        return text.unicodeScalars
            .filter { Visible.mustBeEscaped($0) && $0 != "\n" && !(hasColumns && $0 == "\t") }
            .map { "\\u{\(String($0.value, radix: 16))}" }
    }

    /// The same value with `text` in every string; members of these names are left as they are. Objects get a member that
    /// is called so, too.
    static func poisoned(_ value: JSONValue, with text: String, but kept: Set<String> = []) -> JSONValue {
        switch value {
        case .string: return .string(text)
        case .array(let array): return .array(array.map { poisoned($0, with: text, but: kept) })
        case .object(let object):
            var members = object.members.map { key, member in
                (key, kept.contains(key) && member.string != nil ? member : poisoned(member, with: text, but: kept))
            }
            if !members.contains(where: { $0.0 == text }) { members.append((text, .string(text))) }
            return .object(JSONObject(members))
        default: return value
        }
    }
}

/// Strangers' text, fit for a terminal: what could move the cursor, reorder, hide or break a line is written out as
/// `\u{1b}`. Joiners (U+200C, U+200D) stay, since emoji and scripts need them.
package struct Visible: Sendable, Hashable, CustomStringConvertible {
    /// The text that may be shown.
    package let text: String

    /// - Parameter untrusted: from a server, a file, or the command line.
    package init(_ untrusted: some StringProtocol) {
        var shown = String.UnicodeScalarView()
        for scalar in untrusted.unicodeScalars {
            if Self.mustBeEscaped(scalar) {
                shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        text = String(shown)
    }

    /// - Parameter limit: how many Unicode scalars of it are shown at most, with an ellipsis where there are more. Not
    ///   characters: thousands of combining marks are one.
    package init(_ untrusted: some StringProtocol, limit: Int) {
        let shown = Visible(untrusted.firstScalars(limit)).text
        text = untrusted.unicodeScalars.dropFirst(limit).isEmpty ? shown : shown + "…"
    }

    package var description: String { text }

    /// Whether `scalar` is a control, a bidi mark or override, a zero-width space, a line separator, or a BOM.
    package static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidi
        case 0x200B, 0x2028, 0x2029, 0xFEFF: true  // zero-width space, separators, BOM
        case 0x180E, 0x2060...0x2064, 0x206A...0x206F, 0xFFF9...0xFFFB: true  // what else has no width and no use
        default: false
        }
    }
}

extension StringProtocol {
    /// Its first `count` Unicode scalars: a cut that thousands of combining marks, which are one character, don't get by.
    package func firstScalars(_ count: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}

import CLinux

/// How many columns of a terminal text takes.
enum TextWidth {
    /// Counted by grapheme cluster: a family emoji takes two columns, not eight; an accent takes none.
    static func columns(of text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The widest scalar decides; what asks for emoji presentation (U+FE0F) and a pair of regional indicators (a flag)
    /// take two columns whatever their scalars say.
    private static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.count > 1, scalars.contains(where: { $0 == "\u{FE0F}" }) { return 2 }
        if scalars.count == 2, scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) }) { return 2 }
        return scalars.map { max(0, Int(clinux_width($0.value))) }.max() ?? 0
    }
}

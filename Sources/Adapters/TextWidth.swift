import CLinux

/// How many columns of a terminal text takes.
enum TextWidth {
    /// Counted by grapheme cluster: a family emoji takes two columns, not eight; an accent takes none.
    static func columns(of text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// What a terminal makes one picture of takes two columns, whatever its scalars say: what asks for emoji presentation
    /// (U+FE0F), emoji that are joined or have a skin colour, a flag. All else takes what its scalars take together, as the
    /// conjuncts of Indic scripts and Thai's vowels do.
    private static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.count > 1 {
            if scalars.contains("\u{FE0F}") { return 2 }
            if scalars.first?.properties.isEmoji == true, scalars.dropFirst().contains(where: joinsEmoji) { return 2 }
            if scalars.count == 2, scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) }) { return 2 }
        }
        return scalars.reduce(0) { $0 + max(0, Int(clinux_width($1.value))) }
    }

    private static func joinsEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200D}" || scalar.properties.isEmojiModifier || 0xE0020...0xE007F ~= scalar.value
    }
}

/// A line of bash as it is being typed, taken apart as bash would read it, and nothing in it evaluated: `$x` and `$(x)`
/// stay the text that they are.
struct ShellLine {
    /// Why the end of a text is not plain.
    enum Quote: String {
        case none = ""
        case single = "'"
        case double = "\""
        /// `$'…'`.
        case escaping = "$'"
    }

    /// What was typed before the cursor, word by word; the last one ends at the cursor, and may be empty.
    private(set) var words: [String] = []
    /// The last word as it was typed.
    private(set) var typed = ""
    /// What is open at its end.
    private(set) var quote = Quote.none

    /// - Parameter line: up to the cursor.
    init(_ line: String) {
        var reader = Reader(line)
        while let word = reader.word() {
            words.append(word.value)
            typed = word.typed
            quote = word.quote
        }
        if reader.isBetweenWords {
            words.append("")
            typed = ""
        }
    }

    /// What a part of a word stands for, and what is open at its end.
    static func part(_ typed: String) -> (value: String, quote: Quote) {
        var reader = Reader(typed)
        return reader.word().map { ($0.value, $0.quote) } ?? ("", .none)
    }
}

extension ShellLine {
    /// Goes through the bytes; what has a meaning in shells is ASCII.
    private struct Reader {
        private let bytes: [UInt8]
        private var index = 0
        /// Whether what was read ended with something that separates words, or is nothing.
        private(set) var isBetweenWords = true

        init(_ text: String) {
            bytes = Array(text.utf8)
        }

        mutating func word() -> (value: String, typed: String, quote: Quote)? {
            while index < bytes.count, Self.separates(bytes[index]) {
                index += 1
                isBetweenWords = true
            }
            guard index < bytes.count else { return nil }
            isBetweenWords = false
            let start = index
            var value: [UInt8] = []
            while index < bytes.count, !Self.separates(bytes[index]) {
                if let quote = piece(into: &value) { return (text(value), text(bytes[start...]), quote) }
            }
            isBetweenWords = index < bytes.count
            return (text(value), text(bytes[start..<index]), .none)
        }

        /// Takes one character, or all that stands in quotes.
        ///
        /// - Returns: the quote that was not closed.
        private mutating func piece(into value: inout [UInt8]) -> Quote? {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { return nil }
                if bytes[index] != UInt8(ascii: "\n") { value.append(bytes[index]) }
                index += 1
            case UInt8(ascii: "'"):
                return isClosed(UInt8(ascii: "'"), into: &value) { _, _ in false } ? nil : .single
            case UInt8(ascii: "\""):
                return isClosed(UInt8(ascii: "\""), into: &value) { next, value in
                    guard "$`\"\\\n".utf8.contains(next) else { return false }
                    if next != UInt8(ascii: "\n") { value.append(next) }
                    return true
                } ? nil : .double
            case UInt8(ascii: "$") where index < bytes.count && bytes[index] == UInt8(ascii: "'"):
                index += 1
                return escapes(into: &value) ? nil : .escaping
            default: value.append(byte)
            }
            return nil
        }

        /// Takes what stands before `end`.
        ///
        /// - Parameter escape: takes what follows a backslash; false where the backslash stands for itself.
        /// - Returns: whether the end was there.
        private mutating func isClosed(
            _ end: UInt8, into value: inout [UInt8], escape: (UInt8, inout [UInt8]) -> Bool
        ) -> Bool {
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == end { return true }
                if byte == UInt8(ascii: "\\"), index < bytes.count, escape(bytes[index], &value) {
                    index += 1
                } else {
                    value.append(byte)
                }
            }
            return false
        }

        /// Takes the rest of `$'…'`, which is how `printf %q` writes control characters. What follows an escape for NUL
        /// is lost, as in bash: no word can hold one.
        private mutating func escapes(into value: inout [UInt8]) -> Bool {
            let start = value.count
            defer { if let end = value[start...].firstIndex(of: 0) { value.removeSubrange(end...) } }
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "'") { return true }
                guard byte == UInt8(ascii: "\\"), index < bytes.count else {
                    value.append(byte)
                    continue
                }
                let letter = bytes[index]
                index += 1
                if let plain = Self.escapes[letter] {
                    value.append(plain)
                } else if let digits = Self.digits[letter] {
                    let number = number(atMost: digits, radix: 16)
                    if digits == 2 {
                        value.append(UInt8(truncatingIfNeeded: number))
                    } else if let scalar = Unicode.Scalar(number) {
                        value += Array(String(Character(scalar)).utf8)
                    }
                } else if 0x30...0x37 ~= letter {
                    index -= 1
                    value.append(UInt8(truncatingIfNeeded: number(atMost: 3, radix: 8)))
                } else {
                    value += [UInt8(ascii: "\\"), letter]
                }
            }
            return false
        }

        private mutating func number(atMost digits: Int, radix: Int) -> UInt32 {
            var number: UInt32 = 0
            for _ in 0..<digits {
                guard index < bytes.count,
                    let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, digit < radix
                else { break }
                number = number &* UInt32(radix) &+ UInt32(digit)
                index += 1
            }
            return number
        }

        private func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

        private static func separates(_ byte: UInt8) -> Bool { " \t\n<>|;&()".utf8.contains(byte) }

        private static let digits: [UInt8: Int] = [
            UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
        ]

        private static let escapes: [UInt8: UInt8] = [
            UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "e"): 27, UInt8(ascii: "E"): 27,
            UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
            UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22,
            UInt8(ascii: "?"): 0x3F,
        ]
    }
}

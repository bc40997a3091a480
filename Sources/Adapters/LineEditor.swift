/// The editing of one line that is typed at a terminal in non-canonical mode, byte by byte, apart from any I/O.
///
/// The kernel's own editing would cut a pasted address at 4,095 bytes. Backspace, Ctrl-U, Ctrl-W, Ctrl-D and Enter work
/// as there; escape sequences (arrow keys) are swallowed. Between the marks of a bracketed paste a line end is a space.
struct LineEditor {
    /// What a byte leads to.
    enum Step: Equatable {
        /// Show this text; empty where there is nothing to show.
        case show(String)
        /// The line is complete.
        case line(String)
        /// Ctrl-D on an empty line.
        case endOfInput
        case interrupt
        case suspend
        case quit
    }

    private enum Escape {
        case none, started, sequence
    }

    /// Longer lines are cut: no answer to any prompt is that long.
    private static let limit = 1 << 16
    private static let pasteBegins = Array("[200~".utf8)
    private static let pasteEnds = Array("[201~".utf8)

    private let echo: Bool
    private var line: [UInt8] = []
    private var unshown: [UInt8] = []
    private var escape = Escape.none
    /// What came of an escape sequence so far.
    private var sequence: [UInt8] = []
    /// Whether we are between the marks of a bracketed paste.
    private var isPasting = false

    init(echo: Bool) {
        self.echo = echo
    }

    /// What is on the screen now, for drawing it again.
    var shown: String { echo ? text : "" }

    private var text: String { String(decoding: line, as: UTF8.self) }

    /// Goes on with the line whose end has come, after a space.
    mutating func goOn() -> Step { insert(0x20) }

    /// Takes the next byte that was typed.
    mutating func take(_ byte: UInt8) -> Step {
        if escape != .none { return swallow(byte) }
        switch byte {
        case 0x0A where isPasting, 0x0D where isPasting: return insert(0x20)
        case 0x0A, 0x0D: return .line(text)
        case 0x03: return .interrupt
        case 0x1A: return .suspend
        case 0x1C: return .quit
        case 0x04: return line.isEmpty ? .endOfInput : .show("")
        case 0x7F, 0x08: return erase { $0.removeLast() }
        case 0x15: return erase { $0.removeAll() }
        case 0x17: return erase(word)
        case 0x1B:
            escape = .started
            sequence = []
            return .show("")
        case 0..<0x20 where byte != 0x09: return .show("")
        default: return insert(byte)
        }
    }

    private mutating func swallow(_ byte: UInt8) -> Step {
        let opensSequence = escape == .started && (byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O"))
        let continues = escape == .sequence && !(0x40...0x7E ~= byte)
        escape = opensSequence || continues ? .sequence : .none
        if sequence.count < Self.pasteBegins.count { sequence.append(byte) }
        if escape == .none, sequence == Self.pasteBegins { isPasting = true }
        if escape == .none, sequence == Self.pasteEnds { isPasting = false }
        return .show("")
    }

    /// A character of several bytes is shown when its last byte has come.
    private mutating func insert(_ byte: UInt8) -> Step {
        guard line.count < Self.limit else { return .show("") }
        line.append(byte)
        guard echo else { return .show("") }
        unshown.append(byte)
        guard let complete = String(validating: unshown, as: UTF8.self) else {
            if unshown.count >= 4 { unshown = [] }
            return .show("")
        }
        unshown = []
        return .show(complete)
    }

    private mutating func erase(_ remove: (inout String) -> Void) -> Step {
        guard !line.isEmpty else { return .show("") }
        let before = text
        var after = before
        remove(&after)
        line = Array(after.utf8)
        unshown = []
        guard echo else { return .show("") }
        let columns = TextWidth.columns(of: before) - TextWidth.columns(of: after)
        return .show(String(repeating: "\u{8} \u{8}", count: max(0, columns)))
    }

    private func word(_ text: inout String) {
        while text.last?.isWhitespace == true { text.removeLast() }
        while let last = text.last, !last.isWhitespace { text.removeLast() }
    }
}

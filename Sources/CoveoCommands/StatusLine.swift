import Ports
import Synchronization

/// A terminal whose last line tells what is going on; whatever is written goes above it.
final class StatusLine: Terminal {
    private let base: any Terminal
    private let shown = Mutex("")
    /// Back to the line's beginning, and all of it gone (ECMA-48: CR, EL).
    private static let erasure = "\r\u{1B}[K"

    init(_ base: any Terminal) {
        self.base = base
    }

    /// Puts `text` in the line's place, cut to the terminal's width.
    func show(_ text: String) {
        let width = (base.columns ?? 80) - 1
        var cut = ""
        for character in text {
            if base.width(of: cut + String(character)) > width { break }
            cut.append(character)
        }
        shown.withLock { shown in
            if shown == cut { return }
            base.writeError(Self.erasure + cut)
            shown = cut
        }
    }

    /// Takes the line away.
    func clear() {
        shown.withLock { shown in
            if !shown.isEmpty { base.writeError(Self.erasure) }
            shown = ""
        }
    }

    var inputIsTerminal: Bool { base.inputIsTerminal }
    var outputIsTerminal: Bool { base.outputIsTerminal }
    var errorIsTerminal: Bool { base.errorIsTerminal }
    var columns: Int? { base.columns }

    func width(of text: String) -> Int { base.width(of: text) }

    func writeOutput(_ text: String) throws(TerminalFailure) {
        clear()
        try base.writeOutput(text)
    }

    func writeOutput(bytes: [UInt8]) throws(TerminalFailure) {
        clear()
        try base.writeOutput(bytes: bytes)
    }

    func writeError(_ text: String) {
        clear()
        base.writeError(text)
    }

    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        clear()
        return try await base.readLine(prompt: prompt, echo: echo)
    }

    func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] {
        try await base.readInput(limit: limit)
    }
}

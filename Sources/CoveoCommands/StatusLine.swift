import Ports
import Synchronization

/// A terminal whose last line tells what is going on; whatever is written goes above it.
final class StatusLine: TerminalLayer {
    let base: any Terminal
    private let shown = Mutex(Shown())

    private struct Shown {
        var text = ""
        /// Columns that it takes.
        var width = 0
        /// Why nothing is shown now: questions that wait for an answer, or the end.
        var questions = 0
        var isClosed = false
    }

    /// Back to the line's beginning, and all of it gone (ECMA-48: CR, EL).
    private static let erasure = "\r\u{1B}[K"

    /// Whether the terminal breaks a line anew where it becomes narrower than the line.
    private let reflows: Bool

    /// - Parameter reflows: most terminals do it; one that cuts the line must not be taken for one that does, or a line of
    ///   somebody else's would be erased.
    init(_ base: any Terminal, reflows: Bool = true) {
        self.base = base
        self.reflows = reflows
    }

    /// What takes the shown line away. Of one that was broken because the terminal became narrower, all rows: the cursor
    /// stands in the last of them.
    private func erasure(of shown: Shown) -> String {
        guard reflows, let columns = base.columns, columns > 0, shown.width > columns else { return Self.erasure }
        // CUU, ED (ECMA-48).
        return "\r\u{1B}[\((shown.width - 1) / columns)A\u{1B}[J"
    }

    /// Puts `text` in the line's place, cut so that the `^C` which a terminal echoes behind it doesn't begin another row.
    func show(_ text: String) {
        let width = (base.columns ?? 80) - 3
        var cut = ""
        for character in text {
            if base.width(of: cut + String(character)) > width { break }
            cut.append(character)
        }
        shown.withLock { shown in
            if shown.text == cut || shown.questions > 0 || shown.isClosed { return }
            base.writeError(erasure(of: shown) + cut)
            shown.text = cut
            shown.width = base.width(of: cut)
        }
    }

    /// Takes the line away.
    func clear() {
        shown.withLock { clear(&$0) }
    }

    /// Takes the line away for good.
    func close() {
        shown.withLock { shown in
            clear(&shown)
            shown.isClosed = true
        }
    }

    private func clear(_ shown: inout Shown) {
        if !shown.text.isEmpty { base.writeError(erasure(of: shown)) }
        shown.text = ""
        shown.width = 0
    }

    func writeOutput(bytes: [UInt8]) throws(TerminalFailure) {
        // Under the lock, so that no line is drawn between the two.
        try shown.withLock { shown throws(TerminalFailure) in
            clear(&shown)
            try base.writeOutput(bytes: bytes)
        }
    }

    func writeError(_ text: String) {
        shown.withLock { shown in
            clear(&shown)
            base.writeError(text)
        }
    }

    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        beginQuestion()
        defer { endQuestion() }
        return try await base.readLine(prompt: prompt, echo: echo)
    }

    func readPasted(prompt: String) async throws(TerminalFailure) -> String? {
        beginQuestion()
        defer { endQuestion() }
        return try await base.readPasted(prompt: prompt)
    }

    private func beginQuestion() {
        shown.withLock { shown in
            clear(&shown)
            shown.questions += 1
        }
    }

    private func endQuestion() {
        shown.withLock { $0.questions -= 1 }
    }
}

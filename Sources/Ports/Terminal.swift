/// Why a stream could not be used.
package enum TerminalFailure: Error, Equatable, Sendable {
    /// stdout can't be written (closed, a full disk): `errno`.
    case outputLost(code: Int32)
    /// stdin holds more than the limit, in bytes.
    case inputTooLarge(limit: Int)
    /// stdin can't be read: `errno`.
    case inputLost(code: Int32)
    /// The task was cancelled.
    case cancelled
}

/// What a closed pipe on stdout does: by itself it ends the process by SIGPIPE.
package enum ClosedPipe {
    /// Whether it is thrown as lost output, for work that has to be undone then.
    @TaskLocal package static var isThrown = false
}

/// The three standard streams. Text reaches it ready to show: whoever writes strangers' text makes it `Visible` first.
package protocol Terminal: Sendable {
    /// Whether stdin is a terminal.
    var inputIsTerminal: Bool { get }
    /// Whether stdout is a terminal.
    var outputIsTerminal: Bool { get }
    /// Whether stderr is a terminal.
    var errorIsTerminal: Bool { get }
    /// Columns of the terminal on stdout or else stderr; nil where neither is one.
    var columns: Int? { get }

    /// How many columns `text` takes, wide and combining characters counted right.
    func width(of text: String) -> Int

    /// Writes to stdout, whole, before it returns. A closed pipe ends the process by SIGPIPE (`ClosedPipe`).
    func writeOutput(_ text: String) throws(TerminalFailure)

    /// The same for bytes that may be no text, as they are. For a terminal, text is made `Visible` instead.
    func writeOutput(bytes: [UInt8]) throws(TerminalFailure)

    /// Writes to stderr; what can't be written is lost, since there is nowhere left to say so.
    func writeError(_ text: String)

    /// Writes `prompt` to stderr and reads one line, without its line end.
    ///
    /// - Parameters:
    ///   - echo: false hides what is typed, and the terminal is restored however the wait ends.
    /// - Returns: nil at the end of input.
    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String?

    /// The same for something that is pasted: line ends within it, which terminals and mail programs add, don't end it.
    ///
    /// - Returns: what came up to the last line end, with a space for each one before it; nil at the end of input.
    func readPasted(prompt: String) async throws(TerminalFailure) -> String?

    /// All of stdin until its end, at most `limit` bytes.
    func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8]
}

/// A terminal on top of another one: what it does not do itself, that one does.
package protocol TerminalLayer: Terminal {
    /// The one below.
    var base: any Terminal { get }
}

extension TerminalLayer {
    package var inputIsTerminal: Bool { base.inputIsTerminal }
    package var outputIsTerminal: Bool { base.outputIsTerminal }
    package var errorIsTerminal: Bool { base.errorIsTerminal }
    package var columns: Int? { base.columns }

    package func width(of text: String) -> Int { base.width(of: text) }

    package func writeOutput(_ text: String) throws(TerminalFailure) { try writeOutput(bytes: Array(text.utf8)) }

    package func writeOutput(bytes: [UInt8]) throws(TerminalFailure) { try base.writeOutput(bytes: bytes) }

    package func writeError(_ text: String) { base.writeError(text) }

    package func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        try await base.readLine(prompt: prompt, echo: echo)
    }

    package func readPasted(prompt: String) async throws(TerminalFailure) -> String? {
        try await base.readPasted(prompt: prompt)
    }

    package func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] {
        try await base.readInput(limit: limit)
    }
}

import JSON
import Ports

/// Where a command's words go: its data to stdout, everything else to stderr.
struct Output: Sendable {
    let terminal: any Terminal
    /// Whether the result is JSON.
    let isJSON: Bool
    /// Whether progress and hints are left out.
    let isQuiet: Bool
    /// Whether stdout and stderr are coloured.
    let style: Style
    let errorStyle: Style
    /// What the commands in hints keep.
    let scope: CommandScope

    /// Prints a line of data.
    func result(_ line: String) throws(TerminalFailure) {
        try terminal.writeOutput(line + "\n")
    }

    /// Prints a piece of data as it is, nothing where it is empty.
    func piece(_ text: String) throws(TerminalFailure) {
        if !text.isEmpty { try terminal.writeOutput(text) }
    }

    /// Prints a JSON value: indented and with invisible characters written out on a terminal, one line in a pipe.
    func value(_ value: JSONValue) throws(TerminalFailure) {
        let text =
            terminal.outputIsTerminal ? value.text(.pretty, escapingInvisible: true) : value.text(.compact)
        try terminal.writeOutput(text + "\n")
    }

    /// Something that a person asked for or must know, on stderr even where it is quiet.
    func say(_ line: String) {
        terminal.writeError(line + "\n")
    }

    /// What is going on, on stderr.
    func progress(_ line: String) {
        if !isQuiet { terminal.writeError(line + "\n") }
    }

    /// What to do next, on stderr.
    func hint(_ hint: Hint) {
        if !isQuiet { terminal.writeError("hint: \(hint.text(in: scope))\n") }
    }

    /// What to do about a failure that was told as something else, on stderr.
    func hints(_ failure: Failure) {
        if !isQuiet { failure.hintLines(in: scope).forEach(terminal.writeError) }
    }

    /// What was left undone and how to do it, on stderr even where it is quiet.
    func note(_ words: Hint) {
        terminal.writeError("note: \(words.text(in: scope))\n")
    }

    /// What may be wrong and doesn't stop the command, on stderr.
    func warning(_ line: String) {
        terminal.writeError(errorStyle.magenta("warning:") + " \(line)\n")
    }

    /// A failure that doesn't end the command at once.
    func failure(_ failure: Failure) {
        terminal.writeError(failure.lines(quiet: isQuiet, in: scope))
    }
}

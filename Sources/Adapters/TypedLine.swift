import CLinux
import Glibc
import Ports

/// One line typed at the terminal on stdin, with our own editing: see `LineEditor`. The terminal is restored however
/// the wait ends, by a second signal too.
struct TypedLine {
    let source: StandardInput.Source
    let prompt: String
    let echo: Bool
    /// Line ends after which more comes at once belong to a pasted text, and don't end it.
    let isPasted: Bool
    /// Writes to the terminal.
    let show: (String) -> Void

    /// No person presses Enter and types again within so many milliseconds; a terminal that pastes does.
    private static let pasteGap: Int32 = 100

    /// Shows the prompt and waits for the line; nil at the end of input.
    func read() throws(TerminalFailure) -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else {
            // A terminal that has gone meanwhile is at its end, as a read would say.
            if errno == EIO { return nil }
            throw .inputLost(code: errno)
        }
        clinux_keep_terminal(STDIN_FILENO, &before)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            clinux_forget_terminal()
            show("\n")
        }
        enterRawMode(before)
        show(prompt)
        return try edit(before)
    }

    private func edit(_ before: termios) throws(TerminalFailure) -> String? {
        var editor = LineEditor(echo: echo)
        var pasted: String?
        while true {
            let bytes = try source.next()
            if bytes.isEmpty { return pasted }
            for (index, byte) in bytes.enumerated() {
                switch editor.take(byte) {
                case .show(let text): if !text.isEmpty { show(text) }
                case .line(let line):
                    let rest = bytes[(index + 1)...]
                    guard try goesOn(after: rest) else {
                        source.putBack(rest)
                        return line
                    }
                    pasted = line
                    if case .show(let space) = editor.goOn() { show(space) }
                case .endOfInput: return nil
                case .interrupt: deliver(SIGINT, before, editor)
                case .quit: deliver(SIGQUIT, before, editor)
                case .suspend: deliver(SIGTSTP, before, editor)
                }
            }
        }
    }

    /// Whether a line end is in the middle of what is pasted.
    private func goesOn(after rest: ArraySlice<UInt8>) throws(TerminalFailure) -> Bool {
        guard isPasted, rest.isEmpty else { return isPasted }
        return try source.hasMore(within: Self.pasteGap)
    }

    /// Signals come as bytes here (ISIG is off), so that the terminal is itself again before one stops or ends us.
    private func deliver(_ signal: Int32, _ before: termios, _ editor: LineEditor) {
        var settings = before
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        if signal == SIGTSTP {
            stop()
        } else {
            // The whole foreground group, as the terminal itself would do.
            kill(0, signal)
            var action = sigaction()
            sigaction(signal, nil, &action)
            // It ends us, by way of another thread: the terminal stays as it is now.
            while action.__sigaction_handler.sa_handler == nil { pause() }
        }
        enterRawMode(before)
        if signal == SIGTSTP { show("\r" + prompt + editor.shown) }
    }

    /// Stops the process before it returns: the signal goes to this very thread, on which Dispatch blocks all.
    private func stop() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(SIGTSTP)
    }

    private func enterRawMode(_ before: termios) {
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        withUnsafeMutableBytes(of: &raw.c_cc) { controls in
            controls[Int(VMIN)] = 1
            controls[Int(VTIME)] = 0
        }
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    }
}

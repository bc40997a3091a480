import Glibc
package import Ports

/// The process's three standard streams.
package final class StandardTerminal: Terminal {
    private let input = StandardInput()

    /// Occupies a standard stream that came closed, so that no socket or file is ever opened in its place; using it
    /// still fails as it would have.
    package init() {
        for (stream, wrongWay) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(stream, F_GETFD) < 0 {
            _ = open("/dev/null", wrongWay)
        }
    }

    package var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    package var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    package var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    package var columns: Int? {
        for stream in [STDOUT_FILENO, STDERR_FILENO] where isatty(stream) == 1 {
            var size = winsize()
            let known = ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            return known ? Int(size.ws_col) : 80
        }
        return nil
    }

    package func width(of text: String) -> Int {
        TextWidth.columns(of: text)
    }

    package func writeOutput(_ text: String) throws(TerminalFailure) {
        try Self.writeOutput(text.utf8)
    }

    package func writeOutput(bytes: [UInt8]) throws(TerminalFailure) {
        try Self.writeOutput(bytes)
    }

    private static func writeOutput(_ bytes: some Collection<UInt8>) throws(TerminalFailure) {
        // NIO does the same once it has made a socket.
        if ClosedPipe.isThrown { signal(SIGPIPE, SIG_IGN) }
        do {
            try Descriptor(STDOUT_FILENO).write(bytes)
        } catch {
            // A closed pipe ends the process by SIGPIPE, though NIO ignores that.
            if error.code == EPIPE, !ClosedPipe.isThrown { SignalDefault.end(by: SIGPIPE) }
            throw .outputLost(code: error.code)
        }
    }

    package func writeError(_ text: String) {
        Self.writeError(text)
    }

    package func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        guard inputIsTerminal else {
            writeError(prompt)
            return try await input.reading { source in Self.line(from: source) }
        }
        return try await typed(prompt: prompt, echo: echo, isPasted: false)
    }

    package func readPasted(prompt: String) async throws(TerminalFailure) -> String? {
        guard inputIsTerminal else { return try await readLine(prompt: prompt, echo: true) }
        return try await typed(prompt: prompt, echo: true, isPasted: true)
    }

    private func typed(prompt: String, echo: Bool, isPasted: Bool) async throws(TerminalFailure) -> String? {
        try await input.reading { source in
            let typed = TypedLine(
                source: source, prompt: prompt, echo: echo, isPasted: isPasted, show: Self.writeError)
            return Result { () throws(TerminalFailure) in try typed.read() }
        }
    }

    package func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] {
        try await input.reading { source in
            Result { () throws(TerminalFailure) in
                var all: [UInt8] = []
                while true {
                    let bytes = try source.next()
                    if bytes.isEmpty { return all }
                    guard all.count + bytes.count <= limit else { throw .inputTooLarge(limit: limit) }
                    all += bytes
                }
            }
        }
    }

    private static func writeError(_ text: String) {
        // Lost where stderr is: there is nowhere left to say so.
        try? Descriptor(STDERR_FILENO).write(text.utf8)
    }

    /// One line of what is no terminal; the last one may lack its end.
    private static func line(from source: StandardInput.Source) -> Result<String?, TerminalFailure> {
        Result { () throws(TerminalFailure) in
            var line: [UInt8] = []
            while true {
                let bytes = try source.next()
                if bytes.isEmpty { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
                guard let end = bytes.firstIndex(of: 0x0A) else {
                    line += bytes
                    continue
                }
                source.putBack(bytes[(end + 1)...])
                line += bytes[..<end]
                if line.last == 0x0D { line.removeLast() }
                return String(decoding: line, as: UTF8.self)
            }
        }
    }
}

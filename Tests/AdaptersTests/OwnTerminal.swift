import CLinux
import Glibc
import Support

/// For a process of a test's own: a terminal as its stdin, stdout and stderr, and the person in front of it.
final class OwnTerminal: Sendable {
    private let terminal: PtyTerminal

    /// Makes this process the leader of a session (so that a Ctrl-C reaches nobody else), with a terminal.
    init(columns: Int = 80) throws {
        terminal = try PtyTerminal(columns: columns)
        setsid()
        let slave = open(terminal.path, O_RDWR)
        for stream in Int32(0)...2 { dup2(slave, stream) }
    }

    /// Types at the terminal, once the program reads byte by byte (or, with `echo`, as well as line by line).
    func type(_ text: String) {
        while settings().c_lflag & tcflag_t(ICANON) != 0 { usleep(1000) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(terminal.master, $0.baseAddress, min($0.count, 1000)) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// What the terminal shows; reads it away, at least `count` bytes.
    func shown(_ count: Int) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < count {
            let more = read(terminal.master, &chunk, chunk.count)
            if more <= 0 { break }
            bytes += chunk[..<more]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The terminal's settings.
    func settings() -> termios {
        var settings = termios()
        tcgetattr(terminal.master, &settings)
        return settings
    }

    /// Whether the terminal edits and echoes by itself, as a shell expects it.
    var isItself: Bool {
        let wanted = tcflag_t(ICANON | ECHO | ISIG)
        return settings().c_lflag & wanted == wanted
    }
}

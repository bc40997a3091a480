import Glibc
import Support

/// For a process of a test's own: a terminal as its stdin, stdout and stderr, and the person in front of it.
final class OwnTerminal: Sendable {
    private let terminal: PtyTerminal?

    /// Makes this process the leader of a session (so that a Ctrl-C reaches nobody else), with a terminal.
    init(columns: Int = 80) throws {
        let terminal = try PtyTerminal(columns: columns)
        self.terminal = terminal
        Self.attach(terminal.path)
    }

    /// The same with a terminal whose other side somebody else holds: nobody types here.
    init(at path: String) {
        terminal = nil
        Self.attach(path)
    }

    private static func attach(_ path: String) {
        setsid()
        let slave = open(path, O_RDWR)
        for stream in Int32(0)...2 { dup2(slave, stream) }
    }

    /// Waits until the program reads byte by byte.
    func waitForPrompt() {
        while Self.isItself(STDIN_FILENO) { usleep(1000) }
    }

    /// Types at the terminal, once the program reads byte by byte.
    func type(_ text: String) {
        guard let terminal else { return }
        waitForPrompt()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(terminal.master, $0.baseAddress, min($0.count, 1000)) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// What the terminal shows; reads it away, at least `count` bytes.
    func shown(_ count: Int) -> String {
        guard let terminal else { return "" }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < count {
            let more = read(terminal.master, &chunk, chunk.count)
            if more <= 0 { break }
            bytes += chunk[..<more]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the terminal edits and echoes by itself, as a shell expects it.
    var isItself: Bool { Self.isItself(STDIN_FILENO) }

    /// Whether the terminal with this descriptor, of either side, does.
    static func isItself(_ descriptor: Int32) -> Bool {
        var settings = termios()
        let wanted = tcflag_t(ICANON | ECHO | ISIG)
        return tcgetattr(descriptor, &settings) == 0 && settings.c_lflag & wanted == wanted
    }
}

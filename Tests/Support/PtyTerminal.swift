import Glibc
import Synchronization

/// A pseudo terminal of a given size.
package final class PtyTerminal: Sendable {
    /// The person's side.
    package let master: Int32
    /// The program's side, for opening.
    package let path: String
    /// Keeps the terminal alive until a program has opened it.
    private let slave: Mutex<Int32?>

    /// The owner closes `master`.
    package init(columns: Int = 80, rows: Int = 24) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else {
            throw SpawnFailure(program: "a terminal", code: errno)
        }
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.master = master
        self.slave = Mutex(slave)
    }

    deinit {
        closeSlave()
    }

    /// Closes our own hold on the program's side.
    package func closeSlave() {
        slave.withLock { slave in
            if let open = slave { close(open) }
            slave = nil
        }
    }
}

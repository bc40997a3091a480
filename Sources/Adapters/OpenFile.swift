import Glibc
import Synchronization

/// A file descriptor of our own, closed once.
final class OpenFile: Sendable {
    private let number: Mutex<Int32?>

    init(_ number: Int32) {
        self.number = Mutex(number)
    }

    deinit {
        close()
    }

    /// Runs `body` with it; nil where it is closed.
    func use<Result: Sendable>(_ body: (Int32) -> Result) -> Result? {
        number.withLock { number in number.map { body($0) } }
    }

    /// Closes it, and with it gives back its lock.
    func close() {
        number.withLock { number in
            if let number { Glibc.close(number) }
            number = nil
        }
    }
}

/// A signal that asks the process to end.
package enum Interrupt: Int32, Sendable {
    /// Ctrl-C: exit code 130.
    case interrupt = 2
    /// `kill`: exit code 143.
    case terminate = 15
}

/// SIGINT and SIGTERM as values.
package protocol Interrupts: Sendable {
    /// Runs `operation`; the first signal cancels its task and is thrown once it has ended, a second ends the process.
    func whileWatching<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result
}

/// A signal came while the operation ran.
package struct Interrupted: Error, Equatable, Sendable {
    /// Which one.
    package let signal: Interrupt

    package init(_ signal: Interrupt) {
        self.signal = signal
    }
}

/// A signal that asks the process to end.
package enum Interrupt: Int32, Sendable {
    /// The terminal is gone: ends the process by SIGHUP, as if nobody had watched.
    case hangUp = 1
    /// Ctrl-C: exit code 130.
    case interrupt = 2
    /// `kill`: exit code 143.
    case terminate = 15

    /// What a shell shows of a process that it ended.
    package var status: Int32 { 128 + rawValue }
}

/// SIGINT, SIGTERM and SIGHUP as values.
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

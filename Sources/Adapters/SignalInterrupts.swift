import CLinux
import Dispatch
import Glibc
import Ports

/// SIGINT, SIGTERM and SIGHUP of this process.
package struct SignalInterrupts: Interrupts {
    private let grace: Duration
    private let onDelay: @Sendable () -> Void
    /// After so long a person wonders.
    private static let patience = DispatchTimeInterval.seconds(1)

    private enum Event {
        case ended
        case signal(Interrupt)
        case delayed
        case graceOver
    }

    /// - Parameters:
    ///   - grace: how long an operation that was cancelled may take to end: a renewal whose answer is the login must
    ///     not be cut, and takes one request and an access of the store.
    ///   - onDelay: called, on any thread, when an operation does not end at once.
    package init(grace: Duration = .seconds(45), onDelay: @escaping @Sendable () -> Void = {}) {
        self.grace = grace
        self.onDelay = onDelay
    }

    package func whileWatching<Value: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (events, sink) = AsyncStream<Event>.makeStream()
        let watch = SignalWatch { [grace] signal in
            sink.yield(.signal(signal))
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { sink.yield(.delayed) }
            DispatchQueue.global().asyncAfter(deadline: .now() + grace / .seconds(1)) { sink.yield(.graceOver) }
        }
        defer { watch.end() }
        // Not a child task: an operation that does not end after its cancellation is left behind, not waited for.
        let task = Task {
            defer { sink.yield(.ended) }
            return try await operation()
        }
        return try await withTaskCancellationHandler {
            var caught: Interrupt?
            for await event in events {
                switch event {
                case .signal(let signal):
                    caught = signal
                    task.cancel()
                case .delayed: onDelay()
                case .ended, .graceOver:
                    // One that came as the operation ended may not have been read yet: reads fail, too, where a terminal
                    // goes.
                    if let caught = caught ?? watch.end() { throw Interrupted(caught) }
                    return try await task.value
                }
            }
            return try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Ends the process as SIGHUP does where nobody watches.
    package static func endByHangUp() {
        SignalDefault.end(by: SIGHUP)
    }
}

/// The handlers of the signals, from its making to `end()`. They write to a pipe, which is read here.
private final class SignalWatch {
    private var source: (any DispatchSourceRead)?

    init(_ report: @escaping @Sendable (Interrupt) -> Void) {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        guard clinux_pipe(&readEnd, &writeEnd) == 0 else {
            // No descriptor is left: signals then end the process as they do by default.
            source = nil
            return
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setEventHandler { [readEnd] in
            var number: UInt8 = 0
            guard read(readEnd, &number, 1) == 1, let signal = Interrupt(rawValue: Int32(number)) else { return }
            report(signal)
        }
        source.setCancelHandler { [readEnd, writeEnd] in
            close(readEnd)
            close(writeEnd)
        }
        source.resume()
        clinux_watch_signals(writeEnd)
        self.source = source
    }

    /// - Returns: the signal that came first; nil where none came, or this was called before.
    @discardableResult
    func end() -> Interrupt? {
        guard let source else { return nil }
        self.source = nil
        let caught = clinux_unwatch_signals()
        source.cancel()
        return Interrupt(rawValue: caught)
    }
}

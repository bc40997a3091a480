package import Ports
import Synchronization

/// Locks within a test: free at once, or never.
package final class MemoryLock: ProcessLock {
    private struct State {
        var notes: [String: [UInt8]] = [:]
        var acquired: [String] = []
        var failure: ProcessLockFailure?
    }

    private let state = Mutex(State())

    /// - Parameter failure: what every call throws.
    package init(failure: ProcessLockFailure? = nil) {
        state.withLock { $0.failure = failure }
    }

    /// The names that were acquired so far.
    package var acquired: [String] { state.withLock { $0.acquired } }
    /// The notes in all locks, as text; empty ones left out.
    package var notes: [String] {
        state.withLock { $0.notes.values.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) } }
    }
    /// Puts a note into every lock that is acquired from now on and has none.
    package func leave(_ note: String) { state.withLock { $0.notes["*"] = Array(note.utf8) } }

    package func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        let failure = state.withLock { state in
            if state.failure == nil {
                state.acquired.append(name)
                if let note = state.notes.removeValue(forKey: "*") { state.notes[name] = note }
            }
            return state.failure
        }
        if let failure { throw failure }
        return Held(self, name)
    }

    private struct Held: HeldLock {
        let lock: MemoryLock
        let name: String

        init(_ lock: MemoryLock, _ name: String) {
            self.lock = lock
            self.name = name
        }

        var note: [UInt8] { lock.state.withLock { $0.notes[name] } ?? [] }
        func leave(_ note: [UInt8]) { lock.state.withLock { $0.notes[name] = note } }
        func release() {}
    }
}

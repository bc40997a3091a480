package import Ports
import Synchronization

/// Locks within a test: one holder each, the others wait in turn until it lets go or they are cancelled.
/// Nothing gives a lock back by itself: who forgets to is seen.
package final class MemoryLock: ProcessLock {
    private struct Waiter {
        let id: Int
        let name: String
        let turn: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var notes: [String: [UInt8]] = [:]
        var acquired: [String] = []
        var held: [String] = []
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
        var lastID = 0
        var failure: ProcessLockFailure?
    }

    private let state = Mutex(State())

    /// - Parameter failure: what every call throws.
    package init(failure: ProcessLockFailure? = nil) {
        state.withLock { $0.failure = failure }
    }

    package var folder: String? { "/run/user/1000/coveo" }
    /// The names that were acquired so far.
    package var acquired: [String] { state.withLock { $0.acquired } }
    /// The names that are held now.
    package var held: [String] { state.withLock { $0.held } }
    /// How many wait now.
    package var waiting: Int { state.withLock { $0.waiters.count } }
    /// The notes in all locks, as text; empty ones left out.
    package var notes: [String] {
        state.withLock { $0.notes.values.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) } }
    }
    /// Puts a note into every lock that is acquired from now on and has none.
    package func leave(_ note: String) { state.withLock { $0.notes["*"] = Array(note.utf8) } }

    package func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let isMine = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(for: name, as: id, $0) }
        } onCancel: {
            cancel(id)
        }
        guard isMine else { throw .cancelled }
        state.withLock { state in
            state.acquired.append(name)
            if let note = state.notes.removeValue(forKey: "*") { state.notes[name] = note }
        }
        return Held(self, name)
    }

    private func wait(for name: String, as id: Int, _ turn: CheckedContinuation<Bool, Never>) {
        let isMine: Bool? = state.withLock { state in
            if !state.held.contains(name) {
                state.held.append(name)
                return true
            }
            if state.cancelled.contains(id) { return false }
            state.waiters.append(Waiter(id: id, name: name, turn: turn))
            return nil
        }
        if let isMine { turn.resume(returning: isMine) }
    }

    private func cancel(_ id: Int) {
        let waiter = state.withLock { state in
            state.cancelled.insert(id)
            return state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.turn.resume(returning: false)
    }

    private func release(_ name: String) {
        let next: Waiter? = state.withLock { state in
            if let index = state.waiters.firstIndex(where: { $0.name == name }) {
                return state.waiters.remove(at: index)
            }
            state.held.removeAll { $0 == name }
            return nil
        }
        next?.turn.resume(returning: true)
    }

    private final class Held: HeldLock {
        private let lock: MemoryLock
        private let name: String
        private let isReleased = Mutex(false)

        init(_ lock: MemoryLock, _ name: String) {
            self.lock = lock
            self.name = name
        }

        var note: [UInt8] { lock.state.withLock { $0.notes[name] } ?? [] }

        func leave(_ note: [UInt8]) { lock.state.withLock { $0.notes[name] = note } }

        func release() {
            let wasReleased = isReleased.withLock { isReleased in
                defer { isReleased = true }
                return isReleased
            }
            if !wasReleased { lock.release(name) }
        }
    }
}

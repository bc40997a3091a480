package import Ports
import Synchronization

/// A server that hangs until the test lets it go on: a request waits at the gate before the base gets it.
package final class GatedTransport: HTTPTransport {
    private struct State {
        var isOpen = false
        var arrived = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let base: any HTTPTransport
    private let state = Mutex(State())

    package init(_ base: any HTTPTransport) {
        self.base = base
    }

    /// How many requests have come so far.
    package var arrived: Int { state.withLock { $0.arrived } }

    /// Lets those that wait go on, and all later ones through.
    package func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for each in waiting { each.resume() }
    }

    /// Waits at the gate, whatever is cancelled, and throws `.cancelled` for a task that is by then, as a transport does.
    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                state.arrived += 1
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
        if Task.isCancelled { throw TransportFailure.cancelled }
        return try await base.send(request)
    }
}

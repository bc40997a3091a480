package import Ports
import Synchronization

/// A browser that keeps what it was asked to open, and a person who then acts.
package final class ScriptedBrowser: Browser {
    package let isAvailable: Bool
    private let failure: BrowserFailure?
    private let act: @Sendable (String) async -> Void
    private let addresses = Mutex<[String]>([])

    /// - Parameters:
    ///   - failure: what `open` throws.
    ///   - act: what the person does with the address.
    package init(
        isAvailable: Bool = true, failure: BrowserFailure? = nil,
        act: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.isAvailable = isAvailable
        self.failure = failure
        self.act = act
    }

    /// The addresses so far.
    package var opened: [String] { addresses.withLock { $0 } }

    package func open(_ address: String) async throws(BrowserFailure) {
        addresses.withLock { $0.append(address) }
        if let failure { throw failure }
        await act(address)
    }
}

/// A loopback port in memory: the test sends requests to it.
package final class ScriptedRedirects: RedirectReceiver {
    private struct State {
        var answer: (@Sendable (RedirectRequest) -> RedirectAnswer)?
        var port: UInt16 = 0
        var asked: [UInt16] = []
    }

    private let state = Mutex(State())
    private let taken: Set<UInt16>

    /// - Parameter taken: ports that another process holds (`other (pid 1)`).
    package init(taken: Set<UInt16> = []) {
        self.taken = taken
    }

    /// The ports of the last `listen`.
    package var asked: [UInt16] { state.withLock { $0.asked } }
    /// Whether a login listens now.
    package var isListening: Bool { state.withLock { $0.answer != nil } }
    /// The bound port.
    package var port: UInt16 { state.withLock { $0.port } }

    /// Sends a request; nil where nobody listens.
    package func request(_ target: String, method: String = "GET", host: String? = nil) -> RedirectAnswer? {
        let (answer, port) = state.withLock { ($0.answer, $0.port) }
        return answer?(RedirectRequest(method: method, target: target, host: host ?? "127.0.0.1:\(port)"))
    }

    package func listen(
        on ports: [UInt16], answer: @escaping @Sendable (RedirectRequest) -> RedirectAnswer
    ) async throws(RedirectFailure) -> any RedirectListener {
        state.withLock { $0.asked = ports }
        guard let port = ports.first(where: { !taken.contains($0) }) else {
            let holders = Dictionary(uniqueKeysWithValues: ports.map { ($0, "other (pid 1)") })
            throw .portsTaken(ports: ports, holders: holders)
        }
        state.withLock { state in
            state.answer = answer
            state.port = port == 0 ? 40000 : port
        }
        return Listener(receiver: self, port: port == 0 ? 40000 : port)
    }

    private struct Listener: RedirectListener {
        let receiver: ScriptedRedirects
        let port: UInt16

        func close() async { receiver.state.withLock { $0.answer = nil } }
    }
}

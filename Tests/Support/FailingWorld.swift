import HTTPTypes
package import Ports

/// The default world of a test: every port that the test did not set fails loudly, with the port's name.
package enum FailingWorld {
    /// A world in which nothing works but a recorded terminal, a virtual clock and counted random bytes.
    package static func make(
        environment: [String: String] = [:], terminal: any Terminal = RecordingTerminal(),
        files: any Files = MemoryFiles(), clock: any Clock = TestClock(), random: any RandomBytes = CountingRandom(),
        browser: any Browser = ScriptedBrowser(isAvailable: false),
        redirects: any RedirectReceiver = UnsetPort(), interrupts: any Interrupts = NoInterrupts(),
        locks: any ProcessLock = UnsetPort(), qrCodes: any QRCodes = NoQRCodes(),
        pager: any Pager = NoPager(),
        caches: any CacheFolder = MemoryCache(), ownProgram: any OwnProgram = RecordedProgram(),
        transport: any HTTPTransport = UnsetPort(), store: any Store = UnsetPort()
    ) -> World {
        World(
            environment: Environment(environment), terminal: terminal, files: files, clock: clock, random: random,
            browser: browser, redirects: redirects, interrupts: interrupts, locks: locks, qrCodes: qrCodes,
            pager: pager, caches: caches, ownProgram: ownProgram,
            makeTransport: { _ in transport },
            makeStore: { _, _, _ in store })
    }
}

/// A port that the test did not set was used.
package struct PortNotSet: Error, Equatable {
    package let port: String

    package init(port: String) {
        self.port = port
    }
}

/// Stands for a port that must not be used.
package struct UnsetPort: HTTPTransport, SecretStore, StoreInspector, RedirectReceiver, ProcessLock {
    package init() {}

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        throw PortNotSet(port: "HTTPTransport: \(request.head.method) \(request.head.path ?? "")")
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) { throw Self.unsetStore }

    package func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        throw Self.unsetStore
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) { throw Self.unsetStore }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        throw Self.unsetStore
    }

    package func items() async throws(StoreFailure) -> [StoredItem] { throw Self.unsetStore }

    package func inspect() async -> StoreInspection { StoreInspection(failure: Self.unsetStore) }

    package func protection() async -> StoreProtection? { nil }

    package func listen(
        on ports: [UInt16], answer: @escaping @Sendable (RedirectRequest) -> RedirectAnswer
    ) async throws(RedirectFailure) -> any RedirectListener {
        throw RedirectFailure.refused(port: 0, code: -1)
    }

    package var folder: String? { nil }

    package func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        throw .unavailable(path: "port not set: ProcessLock", code: -1)
    }

    private static let unsetStore = StoreFailure.other(domain: "port not set: SecretStore", code: -1)
}

/// Makes no code, as where libqrencode is not installed.
package struct NoQRCodes: QRCodes {
    package init() {}

    package func modules(of text: String) -> [[Bool]]? { nil }
}

/// Can't be started.
package struct NoPager: Pager {
    package init() {}

    package func start(_ command: String) -> (any RunningPager)? { nil }
}

/// Runs the operation; no signal ever comes.
package struct NoInterrupts: Interrupts {
    package init() {}

    package func whileWatching<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await operation()
    }
}

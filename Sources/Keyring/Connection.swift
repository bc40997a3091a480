internal import Ports
internal import Synchronization

/// The store's connection to the bus, made by the first operation and kept for the next.
///
/// Its state belongs to the store's thread: only jobs of that thread call `perform`.
final class Connection: @unchecked Sendable {
    private let environment: Environment
    private let leavesExchangeToLibrary: Bool
    private var bus: SecretBus?
    private var direct: DirectRead?
    private let lastProtection = Mutex<StoreProtection?>(nil)

    init(_ environment: Environment, leavesExchangeToLibrary: Bool) {
        self.environment = environment
        self.leavesExchangeToLibrary = leavesExchangeToLibrary
    }

    /// How secrets travelled in the last session that was opened; nil where none was. For any thread.
    var protection: StoreProtection? { lastProtection.withLock { $0 } }

    /// Runs `body` once, or twice where the service was started anew since the last operation, or in the middle of this
    /// one: each operation looks for what is there before it changes anything.
    func perform<Success>(
        _ interaction: StoreInteraction, _ onDialog: @escaping @Sendable () -> Void, _ watch: Watch,
        _ body: (ServiceOperation) throws(BusError) -> Success
    ) -> Result<Success, StoreFailure> {
        direct = nil
        return guarded(watch) { (library) throws(StoreFailure) in
            try attempt(interaction, onDialog, watch, library, mayRepeat: true, body)
        }
    }

    /// The newest session of `profile`: by the direct read that was begun for it, or else by an operation.
    func read(
        _ profile: String, _ interaction: StoreInteraction, _ onDialog: @escaping @Sendable () -> Void, _ watch: Watch
    ) -> Result<StoreReading, StoreFailure> {
        guarded(watch) { (library) throws(StoreFailure) in
            switch direct.flatMap({ $0.isFit(for: profile) ? $0.outcome(watch) : nil }) {
            case .found(let secret):
                direct = nil
                lastProtection.withLock { $0 = .encrypted(algorithm: KeyExchange.algorithm) }
                return .found(secret)
            case .waiting: break
            // Closed before there is another: a bus has an end to its connections, which a crowd of processes comes to.
            case .unusual, nil: direct = nil
            }
            defer { direct = nil }
            return try attempt(interaction, onDialog, watch, library, waiting: direct, mayRepeat: true) {
                (operation) throws(BusError) in try operation.read(profile)
            }
        }
    }

    /// Asks for the session of `profile`, before the library is loaded, where that can be done directly. To be called
    /// before the store's thread begins.
    ///
    /// - Returns: whether it was.
    func beginReading(_ profile: String) -> Bool {
        // Whoever connects will find out what is wrong with the address.
        guard !leavesExchangeToLibrary, let address = try? address() else { return false }
        direct = DirectRead(address, profile: profile)
        return direct != nil
    }

    /// Connects and begins a session ahead of the first operation, which meets the same error again.
    func open(_ watch: Watch) {
        _ = guarded(watch) { (library) throws(StoreFailure) in
            try connected(library, watch).beginSession(watch: watch)
        }
    }

    /// Loads the library and runs `body` within the watch's time.
    private func guarded<Success>(
        _ watch: Watch, _ body: (LibSecret) throws(StoreFailure) -> Success
    ) -> Result<Success, StoreFailure> {
        defer { watch.end() }
        do throws(StoreFailure) {
            let library = try LibSecret()
            try watch.begin(library)
            return .success(try body(library))
        } catch {
            return .failure(watch.verdict ?? error)
        }
    }

    /// Where the session bus is.
    func address() throws(StoreFailure) -> SessionBusAddress {
        try SessionBusAddress(environment: environment)
    }

    private func connected(_ library: LibSecret, _ watch: Watch) throws(StoreFailure) -> SecretBus {
        if let bus { return bus }
        let bus = try SecretBus(
            library, address: try address(),
            session: SecretSession(leavesExchangeToLibrary: leavesExchangeToLibrary), watch: watch)
        self.bus = bus
        return bus
    }

    private func attempt<Success>(
        _ interaction: StoreInteraction, _ onDialog: @escaping @Sendable () -> Void, _ watch: Watch,
        _ library: LibSecret, waiting: DirectRead? = nil, mayRepeat: Bool,
        _ body: (ServiceOperation) throws(BusError) -> Success
    ) throws(StoreFailure) -> Success {
        let bus = try connected(library, watch)
        defer {
            if let protection = bus.protection { lastProtection.withLock { $0 = protection } }
        }
        do throws(BusError) {
            return try body(
                ServiceOperation(
                    bus: bus, watch: watch, interaction: interaction, onDialog: onDialog, waiting: waiting))
        } catch {
            let isStartedAnew = error.isSessionLost || error.isAbandoned
            if isStartedAnew || error.isDisconnected { self.bus = nil }
            if mayRepeat && isStartedAnew {
                return try attempt(interaction, onDialog, watch, library, mayRepeat: false, body)
            }
            throw error.isTimeout ? .noAnswer(after: watch.limit) : error.storeFailure
        }
    }
}

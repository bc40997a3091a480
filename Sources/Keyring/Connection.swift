internal import Ports
internal import Synchronization

/// The store's connection to the bus, made by the first operation and kept for the next.
///
/// Its state belongs to the store's thread: only jobs of that thread call `perform`.
final class Connection: @unchecked Sendable {
    private let environment: Environment
    private let leavesExchangeToLibrary: Bool
    private var bus: SecretBus?
    private var greeting: BusGreeting?
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
        defer { watch.end() }
        do throws(StoreFailure) {
            let library = try LibSecret()
            try watch.begin(library)
            return .success(try attempt(interaction, onDialog, watch, library, mayRepeat: true, body))
        } catch {
            return .failure(watch.verdict ?? error)
        }
    }

    /// Sends the first words to the bus, before the library is loaded. To be called before the store's thread begins.
    func greet() {
        // Whoever connects will find out what is wrong with the address.
        guard !leavesExchangeToLibrary, let address = try? address() else { return }
        greeting = BusGreeting(address)
    }

    /// Connects and begins a session ahead of the first operation, which meets the same error again.
    func open(_ watch: Watch) {
        defer { watch.end() }
        do throws(StoreFailure) {
            let library = try LibSecret()
            try watch.begin(library)
            try connected(library, watch).beginSession(watch: watch)
        } catch {
            return
        }
    }

    /// Where the session bus is.
    func address() throws(StoreFailure) -> SessionBusAddress {
        try SessionBusAddress(environment: environment)
    }

    private func connected(_ library: LibSecret, _ watch: Watch) throws(StoreFailure) -> SecretBus {
        if let bus { return bus }
        if let greeting {
            self.greeting = nil
            if let answer = greeting.answer(watch), let bus = SecretBus(library, address: try address(), answer) {
                self.bus = bus
                return bus
            }
        }
        let bus = try SecretBus(
            library, address: try address(),
            session: SecretSession(leavesExchangeToLibrary: leavesExchangeToLibrary), watch: watch)
        self.bus = bus
        return bus
    }

    private func attempt<Success>(
        _ interaction: StoreInteraction, _ onDialog: @escaping @Sendable () -> Void, _ watch: Watch,
        _ library: LibSecret, mayRepeat: Bool, _ body: (ServiceOperation) throws(BusError) -> Success
    ) throws(StoreFailure) -> Success {
        let bus = try connected(library, watch)
        defer {
            if let protection = bus.protection { lastProtection.withLock { $0 = protection } }
        }
        do throws(BusError) {
            return try body(ServiceOperation(bus: bus, watch: watch, interaction: interaction, onDialog: onDialog))
        } catch {
            let isStartedAnew = error.isSessionLost || error.isAbandoned
            if isStartedAnew || error.isDisconnected || error.needsSignals { self.bus = nil }
            if error.needsSignals || mayRepeat && isStartedAnew {
                return try attempt(
                    interaction, onDialog, watch, library, mayRepeat: mayRepeat && error.needsSignals, body)
            }
            throw error.isTimeout ? .noAnswer(after: watch.limit) : error.storeFailure
        }
    }
}

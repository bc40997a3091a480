package import Ports

/// Sessions in the Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret.
///
/// libsecret and the bus are touched by the first call, on a thread of the store's own.
package final class SecretServiceStore: SecretStore {
    private let budget: TimeBudget
    private let thread = ServiceThread()
    private let connection: Connection
    private let onDialog: @Sendable () -> Void

    /// - Parameters:
    ///   - timeout: for the service's answers, all together, as long as the store lives; dialogs don't count.
    ///   - environment: tells where the session bus is.
    ///   - onDialog: called, on any thread, when a dialog is shown and waited for.
    package init(
        timeout: Duration, environment: Environment, onDialog: @escaping @Sendable () -> Void = {}
    ) {
        budget = TimeBudget(limit: timeout)
        connection = Connection(environment)
        self.onDialog = onDialog
    }

    /// Loads libsecret on a thread of its own and lets the caller go on: what takes 2 ms is then done, or under way,
    /// when a store is opened. Nothing is asked of any service; a missing library shows at the first use of a store.
    package static func preload() {
        ServiceThread().submit(
            ServiceThread.Job(
                run: {
                    // The first operation throws it again.
                    _ = try? LibSecret()
                }, refuse: {}))
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await perform(interaction) { (operation) throws(BusError) in try operation.probe() }
    }

    package func read(
        profile: String, interaction: StoreInteraction
    ) async throws(StoreFailure) -> StoreReading {
        if profile.utf8.contains(0) { return .absent }
        return try await perform(interaction) { (operation) throws(BusError) in try operation.read(profile) }
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        if profile.utf8.contains(0) || platformHost.utf8.contains(0) { throw .unfit(reason: "a name holds a NUL") }
        try await perform(interaction) { (operation) throws(BusError) in
            try operation.write(secret, profile: profile, platformHost: platformHost)
        }
    }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        if profile.utf8.contains(0) { return false }
        return try await perform(interaction) { (operation) throws(BusError) in
            try operation.delete(profile: profile)
        }
    }

    package func items() async throws(StoreFailure) -> [StoredItem] {
        try await perform(.never) { (operation) throws(BusError) in try operation.list() }
    }

    /// Runs `body` on the store's thread, within the budget, until it ends or is ended.
    private func perform<Success: Sendable>(
        _ interaction: StoreInteraction,
        _ body: @escaping @Sendable (ServiceOperation) throws(BusError) -> Success
    ) async throws(StoreFailure) -> Success {
        let reply = Reply<Success>()
        let budget = budget
        let watch = Watch(budget: budget) { [thread] reason, isStuck in
            if isStuck { thread.abandon() }
            reply.give(.failure(reason))
        }
        let job = ServiceThread.Job(
            run: { [connection, onDialog] in
                reply.give(connection.perform(interaction, onDialog, watch, body))
            },
            refuse: { reply.give(.failure(.noAnswer(after: budget.limit))) })
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                reply.await(continuation)
                thread.submit(job)
            }
        } onCancel: {
            watch.stop(.cancelled)
        }
        return try result.get()
    }
}

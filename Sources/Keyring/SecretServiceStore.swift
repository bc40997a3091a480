package import Ports

/// Sessions in the Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret.
///
/// libsecret and the bus are touched on the channel's thread only, by the first call at the latest.
package final class SecretServiceStore: SecretStore, StoreInspector {
    let channel: SecretServiceChannel
    private let onDialog: @Sendable () -> Void

    /// - Parameters:
    ///   - channel: the way to the service, opened already or not.
    ///   - onDialog: called, on any thread, when a dialog is shown and waited for.
    package init(channel: SecretServiceChannel, onDialog: @escaping @Sendable () -> Void = {}) {
        self.channel = channel
        self.onDialog = onDialog
    }

    /// A store with a channel of its own.
    package convenience init(
        timeout: Duration, environment: Environment, onDialog: @escaping @Sendable () -> Void = {}
    ) {
        self.init(channel: SecretServiceChannel(timeout: timeout, environment: environment), onDialog: onDialog)
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await perform(interaction) { (operation) throws(BusError) in try operation.probe() }
    }

    package func read(
        profile: String, interaction: StoreInteraction
    ) async throws(StoreFailure) -> StoreReading {
        if ItemAttributes.unfitness(ofName: profile) != nil { return .absent }
        return try await timed { [onDialog] connection, watch in
            connection.read(profile, interaction, onDialog, watch)
        }
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        for name in [profile, platformHost] {
            if let reason = ItemAttributes.unfitness(ofName: name) { throw .unfit(reason: reason) }
        }
        try await perform(interaction) { (operation) throws(BusError) in
            try operation.write(secret, profile: profile, platformHost: platformHost)
        }
    }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        if ItemAttributes.unfitness(ofName: profile) != nil { return false }
        return try await perform(interaction) { (operation) throws(BusError) in
            try operation.delete(profile: profile)
        }
    }

    package func items() async throws(StoreFailure) -> [StoredItem] {
        try await perform(.never) { (operation) throws(BusError) in try operation.list() }
    }

    /// Runs `body` on the store's thread, within the budget, until it ends or is ended.
    func perform<Success: Sendable>(
        _ interaction: StoreInteraction,
        _ body: @escaping @Sendable (ServiceOperation) throws(BusError) -> Success
    ) async throws(StoreFailure) -> Success {
        try await timed { [onDialog] connection, watch in connection.perform(interaction, onDialog, watch, body) }
    }

    private func timed<Success: Sendable>(
        _ body: @escaping @Sendable (Connection, Watch) -> Result<Success, StoreFailure>
    ) async throws(StoreFailure) -> Success {
        let reply = Reply<Success>()
        let (budget, thread, connection) = (channel.budget, channel.thread, channel.connection)
        let watch = Watch(budget: budget) { reason, isStuck in
            if isStuck { thread.abandon() }
            reply.give(.failure(reason))
        }
        let job = ServiceThread.Job(
            run: { reply.give(body(connection, watch)) },
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

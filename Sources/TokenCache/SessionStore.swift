package import Ports

/// The sessions in a store, one a profile. `StoreFailure` passes through.
package struct SessionStore: Sendable {
    let store: any SecretStore
    let interaction: StoreInteraction

    /// - Parameter interaction: whether the store may open a dialog.
    package init(store: any SecretStore, interaction: StoreInteraction) {
        self.store = store
        self.interaction = interaction
    }

    /// Proves that `write` would succeed, without touching a session. Throws `StoreFailure`.
    package func probe() async throws(StoreFailure) {
        try await store.probe(interaction: interaction)
    }

    /// The session of `profile`; nil where there is none. Throws `SessionFailure`, `StoreFailure`.
    package func read(_ profile: String) async throws -> Session? {
        switch try await store.read(profile: profile, interaction: interaction) {
        case .absent: nil
        case .locked: throw SessionFailure.locked
        case .found(let secret): try SessionRecord.session(in: secret)
        }
    }

    /// Makes `session` the session of `profile`: the commit of a login.
    ///
    /// Throws `StoreFailure`; `SessionFailure.damaged` where the platform's address has no host.
    package func write(_ session: Session, profile: String) async throws {
        guard let host = SessionHost.host(of: session.platformURL) else {
            throw SessionFailure.damaged(.invalid(field: "platformUrl"))
        }
        try await store.write(
            Redacted(SessionRecord.bytes(of: session)), profile: profile, platformHost: host, interaction: interaction)
    }

    /// Removes the session of `profile`, whatever it looks like. Throws `StoreFailure`.
    ///
    /// - Returns: whether there was one.
    package func delete(_ profile: String) async throws(StoreFailure) -> Bool {
        try await store.delete(profile: profile, interaction: interaction)
    }

    /// What is stored, without unlocking or reading a session. Throws `StoreFailure`.
    package func items() async throws(StoreFailure) -> [StoredItem] {
        try await store.items()
    }
}

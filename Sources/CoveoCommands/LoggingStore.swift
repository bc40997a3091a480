import Ports

/// A store that says what it was asked for and how long that took, for `--verbose`. Never a secret.
struct LoggingStore: SecretStore, StoreInspector {
    let base: any Store
    /// What it is called.
    let name: StoreName
    let clock: any Clock
    let sink: @Sendable (String) -> Void

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await logged("probe") { () throws(StoreFailure) in try await base.probe(interaction: interaction) }
    }

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try await logged("read \(profile)") { () throws(StoreFailure) in
            try await base.read(profile: profile, interaction: interaction)
        } outcome: {
            switch $0 {
            case .found: "found"
            case .absent: "absent"
            case .locked: "locked"
            }
        }
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        try await logged("write \(profile)") { () throws(StoreFailure) in
            try await base.write(secret, profile: profile, platformHost: platformHost, interaction: interaction)
        }
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        try await logged("delete \(profile)") { () throws(StoreFailure) in
            try await base.delete(profile: profile, interaction: interaction)
        } outcome: {
            $0 ? "deleted" : "absent"
        }
    }

    func items() async throws(StoreFailure) -> [StoredItem] {
        try await logged("list items") { () throws(StoreFailure) in
            try await base.items()
        } outcome: {
            "\($0.count)"
        }
    }

    func inspect() async -> StoreInspection {
        let start = clock.uptime
        let inspection = await base.inspect()
        report("inspect", inspection.failure == nil ? "done" : "failed", since: start)
        return inspection
    }

    func protection() async -> StoreProtection? { await base.protection() }

    private func logged<Result: Sendable>(
        _ what: String, _ access: () async throws(StoreFailure) -> Result,
        outcome: (Result) -> String = { _ in "done" }
    ) async throws(StoreFailure) -> Result {
        let start = clock.uptime
        do {
            let result = try await access()
            report(what, outcome(result), since: start)
            return result
        } catch {
            report(what, "failed", since: start)
            throw error
        }
    }

    private func report(_ what: String, _ outcome: String, since start: Duration) {
        let milliseconds = (clock.uptime - start) / .milliseconds(1)
        sink("* \(name.text) \(Visible(what)): \(outcome) (\(Int(milliseconds.rounded())) ms)")
    }
}

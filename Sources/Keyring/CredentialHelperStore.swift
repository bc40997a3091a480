package import Ports
internal import Synchronization

/// Sessions in whatever `docker-credential-NAME` keeps them: `pass`, a vault, a keychain.
///
/// An item's URL names the profile, its user is the platform's host. Helpers replace an item only where the user stays:
/// one moves to another platform by an address beside it, so that at any moment it is whole in at least one place.
package final class CredentialHelperStore: SecretStore, StoreInspector {
    let program: HelperProgram
    private let environment: Environment
    private let work: TimedWork
    /// Whether a probe has succeeded.
    private let isProven = Atomic(false)

    /// - Parameters:
    ///   - helper: the NAME in `docker-credential-NAME`, looked for on `PATH`.
    ///   - timeout: for all answers of the program together, as long as the store lives.
    ///   - environment: what the program gets of it, see `HelperEnvironment`.
    package init(helper: String, timeout: Duration, environment: Environment) {
        program = HelperProgram(helper: helper, environment)
        self.environment = environment
        work = TimedWork(limit: timeout)
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await perform(interaction) { [self] (helper) throws(StoreFailure) in try prove(helper) }
    }

    /// Stores, reads and erases an item of its own.
    private func prove(_ helper: CredentialHelper) throws(StoreFailure) {
        let address = HelperAddress.probe(.random(in: .min ... .max))
        let secret = Redacted(Array("{}".utf8))
        try helper.trying { () throws(StoreFailure) in
            try helper.put(secret, address, user: "coveo")
            let read = try helper.get(address)
            if read?.secret != secret { throw .helper(program: program.name, .garbled) }
        } orTidying: { helper in
            // What matters is why it could not be kept, or read.
            try? helper.erase(address)
        }
        try helper.erase(address)
        isProven.store(true, ordering: .relaxed)
    }

    /// "Not there" counts only of a store that works: where the program does not tell, an item in its list says so, else
    /// a probe does.
    private func confirmAbsence(_ helper: CredentialHelper) throws(StoreFailure) {
        guard program.isBlind, !isProven.load(ordering: .relaxed) else { return }
        // Whatever keeps it from listing, the probe tells.
        if let items = try? helper.list(isPatient: false), !items.isEmpty { return }
        try prove(helper)
    }

    package func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        if profile.utf8.contains(0) { return .absent }
        return try await perform(interaction) { [self] (helper) throws(StoreFailure) in
            for address in [HelperAddress.session(profile: profile), .moving(profile: profile)] {
                if let item = try helper.get(address) { return .found(item.secret) }
            }
            try confirmAbsence(helper)
            return .absent
        }
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        if profile.utf8.contains(0) { throw .unfit(reason: "the profile's name holds a NUL") }
        // It goes through shell scripts and lines of text; a real host has nothing of that kind.
        if platformHost.isEmpty || platformHost.unicodeScalars.contains(where: Visible.mustBeEscaped) {
            throw .unfit(reason: "the platform's host is no host")
        }
        let (session, moving) = (HelperAddress.session(profile: profile), HelperAddress.moving(profile: profile))
        try await perform(interaction) { (helper) throws(StoreFailure) in
            let users = try helper.users(of: [session, moving])
            let isMove = users[session].map { !$0.utf8.elementsEqual(platformHost.utf8) } ?? false
            if isMove {
                try helper.store(secret, moving, user: platformHost)
                try helper.erase(session)
            }
            do throws(StoreFailure) {
                try helper.store(secret, session, user: platformHost)
            } catch {
                // A move is done all the same: it is found under the other address.
                if isMove { return }
                throw error
            }
            // What stays there does not count beside the other, and goes at the next write.
            if isMove || users[moving] != nil { try? helper.erase(moving) }
        }
    }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        if profile.utf8.contains(0) { return false }
        return try await perform(interaction) { [self] (helper) throws(StoreFailure) in
            let users = try helper.users(of: [.session(profile: profile), .moving(profile: profile)])
            for address in users.keys { try helper.erase(address) }
            if users.isEmpty { try confirmAbsence(helper) }
            return !users.isEmpty
        }
    }

    package func items() async throws(StoreFailure) -> [StoredItem] {
        try await perform(.never) { (helper) throws(StoreFailure) in Self.items(try helper.list(isPatient: true)) }
    }

    /// The logins among a helper's items.
    static func items(_ list: [(address: HelperAddress, user: String)]) -> [StoredItem] {
        let settled = Set(list.map(\.address))
        return list.compactMap { address, user in
            switch address {
            case .session(let profile): StoredItem(profile: profile, platformHost: user, isLocked: false)
            case .moving(let profile) where !settled.contains(.session(profile: profile)):
                StoredItem(profile: profile, platformHost: user, isLocked: false)
            case .moving, .probe: nil
            }
        }
    }

    /// Runs `body` on the store's thread, within its time.
    func perform<Success: Sendable>(
        _ interaction: StoreInteraction,
        _ body: @escaping @Sendable (CredentialHelper) throws(StoreFailure) -> Success
    ) async throws(StoreFailure) -> Success {
        let overdue = StoreFailure.helper(program: program.name, .noAnswer(after: work.limit))
        return try await work.run(overdue: overdue) {
            [program, environment, limit = work.limit] (time) throws(StoreFailure) in
            try body(
                CredentialHelper(
                    program: program, environment: environment, interaction: interaction, time: time, limit: limit))
        }
    }
}

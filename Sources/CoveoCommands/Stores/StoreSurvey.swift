import CoveoPlatform
import Ports
import TokenCache

/// What the stores in use hold, and which of them could not be asked.
struct StoreSurvey: Sendable {
    /// A login of ours in a store.
    struct Login: Sendable {
        let store: StoreName
        let item: StoredItem
        /// Whether this is the store in which the profile's login is looked for.
        let counts: Bool
    }

    let logins: [Login]
    let failures: [StoreName: StoreFailure]

    /// The items that count.
    var items: [StoredItem] { logins.filter(\.counts).map(\.item) }

    /// Where logins of a profile lie, whether they count or not.
    func stores(of profile: String) -> [StoreName] {
        logins.filter { $0.item.profile.hasSameBytes(as: profile) }.map(\.store)
    }

    /// Why the first of `stores` that failed did.
    func failure(of stores: [StoreName]) -> StoreFailure? { stores.lazy.compactMap { failures[$0] }.first }
}

extension Context {
    /// The stores that profiles use, the current profile's first. One that no profile needs is not asked: where `file`
    /// was chosen, there may be no session bus at all.
    func storesInUse() throws(Failure) -> [StoreName] {
        let configuration = try configuration()
        var names: [StoreName] = []
        for profile in [currentProfile(configuration)] + configuration.profiles.sorted() {
            let name = try storeChoice(of: profile).name
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The profiles whose logins are looked for in a store, as far as the settings tell.
    func profiles(in store: StoreName) throws(Failure) -> [String] {
        let configuration = try configuration()
        var profiles: [String] = []
        for profile in (configuration.profiles + [currentProfile(configuration)]).sorted()
        where try storeChoice(of: profile).name == store && profiles.last?.hasSameBytes(as: profile) != true {
            profiles.append(profile)
        }
        return profiles
    }

    /// Asks all stores in use at the same time, so that those which hang cost one time-out together.
    ///
    /// - Parameter other: a store that is asked too.
    /// - Throws: 78 for a choice that can't be; `StoreFailure.cancelled`.
    func survey(and other: StoreName? = nil) async throws -> StoreSurvey {
        var names = try storesInUse()
        if let other, !names.contains(other) { names.append(other) }
        var logins: [StoreSurvey.Login] = []
        var failures: [StoreName: StoreFailure] = [:]
        for (name, result) in try await answers(of: names) {
            switch result {
            case .success(let items):
                for item in items {
                    let counts = try storeChoice(of: item.profile).name == name
                    logins.append(StoreSurvey.Login(store: name, item: item, counts: counts))
                }
            case .failure(let failure): failures[name] = failure
            }
        }
        return StoreSurvey(logins: logins, failures: failures)
    }

    private func answers(of names: [StoreName]) async throws -> [(StoreName, Result<[StoredItem], StoreFailure>)] {
        try await withThrowingTaskGroup(of: (StoreName, Result<[StoredItem], StoreFailure>).self) { group in
            for name in names {
                let store = stores[name]
                group.addTask {
                    do throws(StoreFailure) {
                        return (name, .success(try await store.items()))
                    } catch {
                        if error == .cancelled { throw error }
                        return (name, .failure(error))
                    }
                }
            }
            var answers: [(StoreName, Result<[StoredItem], StoreFailure>)] = []
            for try await answer in group { answers.append(answer) }
            // In the order in which they were named, whoever was first.
            return answers.sorted { names.firstIndex(of: $0.0) ?? 0 < names.firstIndex(of: $1.0) ?? 0 }
        }
    }
}

extension StoreFailure {
    /// Whether a store that can't list its items may give one that it is asked for: helpers have a verb for each.
    var leavesReading: Bool {
        switch self {
        case .helper(_, .failed), .helper(_, .garbled), .helper(_, .blocked): true
        default: false
        }
    }
}

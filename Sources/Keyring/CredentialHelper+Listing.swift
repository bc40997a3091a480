internal import Glibc
internal import JSON
internal import Ports

extension CredentialHelper {
    /// How long an entry may be empty before it counts as left behind: that many tries, with a pause between two.
    private static let listTries = 5
    private static let listPause = Duration.milliseconds(200)

    /// All items of ours, with their users.
    ///
    /// - Parameter isPatient: whether a list that an empty entry keeps from its work is worth waiting for, and the entry
    ///   that a probe has left worth removing.
    func list(isPatient: Bool) throws(StoreFailure) -> [(address: HelperAddress, user: String)] {
        guard let items = Self.items(in: try listed(isPatient: isPatient)) else { throw failure(.garbled) }
        return items
    }

    /// What was printed for `list`, as far as it is ours; nil where it is no answer.
    static func items(in output: [UInt8]) -> [(address: HelperAddress, user: String)]? {
        object(output)?.members.compactMap { url, user in
            HelperAddress(url: url).flatMap { address in user.string.map { (address, $0) } }
        }
    }

    private func listed(isPatient: Bool) throws(StoreFailure) -> [UInt8] {
        var tries = 0
        var erased: Set<HelperAddress> = []
        while true {
            do throws(StoreFailure) {
                return try answer("list", [])
            } catch {
                guard case .helper(_, .failed(_, let message)) = error else { throw error }
                tries += 1
                // A helper that goes through its items stumbles over one that another process erases meanwhile.
                if tries == 1 { continue }
                guard let url = HelperMessage.emptyEntry(message) else { throw error }
                let blocked = failure(.blocked(by: url))
                guard isPatient, time.left > Self.listPause else { throw blocked }
                if tries <= Self.listTries {
                    // Where another process stores an item, its entry is empty for a moment.
                    usleep(UInt32(Self.listPause / .microseconds(1)))
                    continue
                }
                guard let address = HelperAddress(url: url), address.isProbe, erased.insert(address).inserted else {
                    throw blocked
                }
                try erase(address)
            }
        }
    }

    /// Those of `addresses` that hold an item, and its user. What a `store` that was cut off has left there is removed:
    /// nobody may be storing there.
    func users(of addresses: [HelperAddress]) throws(StoreFailure) -> [HelperAddress: String] {
        var users: [HelperAddress: String] = [:]
        do throws(StoreFailure) {
            for (address, user) in try list(isPatient: false) where addresses.contains(address) {
                users[address] = user
            }
        } catch {
            // Many a helper has only the three other verbs.
            guard case .helper(_, let failure) = error, failure.isAnswer else { throw error }
        }
        if !users.isEmpty { return users }
        // Some list nothing, whatever they hold.
        for address in addresses {
            switch try entry(address) {
            case .item(let user, _): users[address] = user
            case .empty: try erase(address)
            case .absent: break
            }
        }
        return users
    }
}

extension HelperFailure {
    /// Whether the program ran and said something, if not what was asked for.
    fileprivate var isAnswer: Bool {
        switch self {
        case .failed, .garbled, .blocked: true
        case .missing, .unstartable, .killed, .noAnswer: false
        }
    }
}

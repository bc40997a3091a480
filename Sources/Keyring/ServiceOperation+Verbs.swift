internal import Glibc
internal import Ports

/// What the port asks for, in calls of the Secret Service.
extension ServiceOperation {
    /// Stores, reads back and removes an item of no other use. What a killed process has left of its own goes too.
    ///
    /// KeePassXC asks the person before it removes an item. There it has to do that the service takes the item: its
    /// database is open, a session is agreed on, and only a prompt is missing, which is given up.
    func probe() throws(BusError) {
        for item in try search(["xdg:schema": ItemAttributes.probeSchema]).unlocked { try deleteIfOld(item) }
        let secret = Redacted((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        let item: String
        switch try beginCreating(.probe(.random(in: .min ... .max)), secret) {
        case .made(let path): item = path
        case .formality(let prompt): return bus.dismiss(prompt)
        }
        let stored: Redacted<[UInt8]>
        do {
            stored = try self.secret(of: item)
        } catch {
            try delete(item)
            throw error
        }
        try delete(item)
        if stored != secret { throw .unreadable }
    }

    /// Another process may be about to read its own.
    private func deleteIfOld(_ item: String) throws(BusError) {
        do {
            let made = try property("Created", of: item, BusMethod.itemInterface)?.unsigned ?? 0
            guard UInt64(time(nil)) > made + Self.oldProbe else { return }
            try delete(item)
        } catch  where error.isVanished {
            return
        }
    }

    /// In seconds: no probe takes so long.
    private static let oldProbe: UInt64 = 300

    /// The newest session of `profile`.
    func read(_ profile: String) throws(BusError) -> StoreReading {
        do throws(BusError) {
            guard let item = try readableItem(of: profile, to: .read).newest else { return .absent }
            do throws(BusError) {
                return .found(try secret(of: item))
            } catch  where error.isVanished {
                return .absent
            }
        } catch  where error.isLocked {
            return .locked
        }
    }

    /// Puts `secret` in the newest item of `profile`, or in a new one, then removes the others.
    ///
    /// The secret is what counts: it is set by one call, and whoever is killed before or after that call leaves a whole
    /// session. Attributes and label may then be those of the session before, until the next write: they are for people
    /// and for finding the profile, which does not change. What can't be tidied up is left to the next write, too.
    func write(_ secret: Redacted<[UInt8]>, profile: String, platformHost: String) throws(BusError) {
        let attributes = ItemAttributes.session(profile: profile, platformHost: platformHost)
        let (newest, others) = try readableItem(of: profile, to: .write)
        guard let newest else {
            try create(attributes, secret)
            return
        }
        do {
            try setSecret(of: newest, secret)
        } catch  where error.isVanished {
            try create(attributes, secret)
            return
        }
        do {
            try setAttributes(of: newest, attributes)
            for item in others { try delete(item) }
        } catch {
            return
        }
    }

    /// Removes every item of `profile`.
    ///
    /// - Returns: whether there was one.
    func delete(profile: String) throws(BusError) -> Bool {
        let found = try items(of: profile, to: .delete)
        for item in found.unlocked { try delete(item) }
        if !found.locked.isEmpty {
            for item in try unlock(found.locked) { try delete(item) }
        }
        return !found.isEmpty
    }

    /// All sessions' items, unlocking none.
    func list() throws(BusError) -> [StoredItem] {
        let found = try search(ItemAttributes.query(profile: nil))
        if found.isEmpty {
            guard case .nothing = try whatHidesItems() else { throw BusError(.locked) }
        }
        return try items(found.unlocked, isLocked: false) + items(found.locked, isLocked: true)
    }

    private func items(_ paths: [String], isLocked: Bool) throws(BusError) -> [StoredItem] {
        var items: [StoredItem] = []
        for path in paths {
            do {
                let attributes = try attributes(of: path)
                guard let profile = attributes["profile"] else { continue }
                items.append(
                    StoredItem(profile: profile, platformHost: attributes["platform"] ?? "", isLocked: isLocked))
            } catch  where error.isVanished {
                continue
            }
        }
        return items
    }

    /// The newest item of `profile`, unlocked where it was locked, and the others; nil where there is none.
    private func readableItem(
        of profile: String, to purpose: Purpose
    ) throws(BusError) -> (newest: String?, others: [String]) {
        let found = try items(of: profile, to: purpose)
        let all = found.unlocked + found.locked
        guard let newest = try newest(all) else { return (nil, []) }
        if found.locked.contains(newest) { try unlock([newest]) }
        return (newest, all.filter { $0 != newest })
    }
}

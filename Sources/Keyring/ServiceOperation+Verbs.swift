internal import Glibc
internal import Ports

/// What the port asks for, in calls of the Secret Service.
extension ServiceOperation {
    /// Stores, reads back and removes an item of no other use. What a killed process has left of its own goes too.
    func probe() throws(BusError) {
        for item in try search(["xdg:schema": ItemAttributes.probeSchema]).unlocked { try deleteIfOld(item) }
        let secret = Redacted((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        let item = try create(.probe(.random(in: .min ... .max)), secret)
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
        do {
            guard let item = try newest(try readableItems(of: profile)) else { return .absent }
            return .found(try secret(of: item))
        } catch {
            if error.isLocked { return .locked }
            if error.isVanished { return .absent }
            throw error
        }
    }

    /// Puts `secret` in the newest item of `profile`, or in a new one, then removes the others.
    func write(_ secret: Redacted<[UInt8]>, profile: String, platformHost: String) throws(BusError) {
        let attributes = ItemAttributes.session(profile: profile, platformHost: platformHost)
        let items = try readableItems(of: profile)
        guard let newest = try newest(items) else {
            try create(attributes, secret)
            return
        }
        do {
            try setSecret(of: newest, secret)
        } catch  where error.isVanished {
            try create(attributes, secret)
            return
        }
        try setAttributes(of: newest, attributes)
        for item in items where item != newest { try delete(item) }
    }

    /// Removes every item of `profile`.
    ///
    /// - Returns: whether there was one.
    func delete(profile: String) throws(BusError) -> Bool {
        let found = try items(of: profile, forSecret: false)
        for item in found.unlocked { try delete(item) }
        if !found.locked.isEmpty {
            for item in try unlock(found.locked) { try delete(item) }
        }
        return !found.isEmpty
    }

    /// All sessions' items, unlocking none.
    func list() throws(BusError) -> [StoredItem] {
        let found = try search(ItemAttributes.query(profile: nil))
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

    /// The items of `profile` that can be read now; where all are locked, they are unlocked first.
    private func readableItems(of profile: String) throws(BusError) -> [String] {
        let found = try items(of: profile, forSecret: true)
        return found.unlocked.isEmpty && !found.locked.isEmpty ? try unlock(found.locked) : found.unlocked
    }
}

internal import Ports

extension ServiceOperation {
    private static let itemInterface = BusMethod.itemInterface

    /// The item that was changed last; nil where there is none. Asks the service only where there are several.
    func newest(_ items: [String]) throws(BusError) -> String? {
        guard items.count > 1 else { return items.first }
        var times: [(time: UInt64, path: String)] = []
        for item in items {
            do {
                times.append((try property("Modified", of: item, Self.itemInterface)?.unsigned ?? 0, item))
            } catch  where error.isVanished {
                continue
            }
        }
        // The time is in seconds. Within one, gnome-keyring's later items have the higher number at their path's end.
        return times.max { ($0.time, $0.path.utf8.count, $0.path) < ($1.time, $1.path.utf8.count, $1.path) }?.path
    }

    /// The secret of an unlocked item.
    func secret(of item: String) throws(BusError) -> Redacted<[UInt8]> {
        let session = try bus.session(watch: watch)
        let answer = try bus.call(item, .getSecret, [bus.library.objectPath(session)], watch: watch)
        guard let secret = answer[0] else { throw .unreadable }
        return try bus.decoded(secret)
    }

    /// Gives an unlocked item another secret; it stays the same item, so that no service asks whether to replace it.
    func setSecret(of item: String, _ secret: Redacted<[UInt8]>) throws(BusError) {
        _ = try bus.session(watch: watch)
        let encoded = try bus.encoded(secret)
        _ = try bus.call(item, .setSecret, [encoded], watch: watch)
    }

    /// The attributes of an item, locked or not.
    func attributes(of item: String) throws(BusError) -> [String: String] {
        try property("Attributes", of: item, Self.itemInterface)?.dictionary ?? [:]
    }

    /// Gives an item other attributes and their label, where it has not got them.
    func setAttributes(of item: String, _ attributes: ItemAttributes) throws(BusError) {
        let present = try self.attributes(of: item)
        if attributes.values.allSatisfy({ present[$0.key] == $0.value }) { return }
        let library = bus.library
        let properties = [
            ("Attributes", library.dictionary(attributes.values)), ("Label", library.string(attributes.label)),
        ]
        for (name, value) in properties {
            let arguments = [library.string(Self.itemInterface), library.string(name), library.boxed(value)]
            _ = try bus.call(item, .setProperty, arguments, watch: watch)
        }
    }

    /// What a service answers where it is to make an item.
    enum Creation {
        case made(String)
        /// It wants a prompt to be shown first, which KeePassXC always does, and then shows no dialog: all it wants to
        /// know has been said.
        case formality(prompt: String)
    }

    /// Makes an item in the default collection, which is unlocked, or made, first.
    func create(_ attributes: ItemAttributes, _ secret: Redacted<[UInt8]>) throws(BusError) {
        guard case .formality(let prompt) = try beginCreating(attributes, secret) else { return }
        guard let made = try complete(prompt)?.text, made != Self.none else { throw BusError(.locked) }
    }

    /// The same but for a formality, which is left to the caller. The item is there where it is made.
    func beginCreating(
        _ attributes: ItemAttributes, _ secret: Redacted<[UInt8]>
    ) throws(BusError) -> Creation {
        let collection: String
        if let present = try defaultCollection() {
            collection = present
        } else {
            collection = try createDefaultCollection()
        }
        do {
            return try create(attributes, secret, in: collection)
        } catch  where error.isLocked && interaction == .allowed {
            try unlock([collection])
            return try create(attributes, secret, in: collection)
        }
    }

    private func create(
        _ attributes: ItemAttributes, _ secret: Redacted<[UInt8]>, in collection: String
    ) throws(BusError) -> Creation {
        _ = try bus.session(watch: watch)
        let library = bus.library
        let properties = library.properties([
            ("org.freedesktop.Secret.Item.Label", library.string(attributes.label)),
            ("org.freedesktop.Secret.Item.Attributes", library.dictionary(attributes.values)),
        ])
        let encoded = try bus.encoded(secret)
        let answer = try bus.call(
            collection, .createItem, [properties, encoded, library.boolean(false)], watch: watch)
        if let prompt = answer[1]?.text, prompt != Self.none {
            if try !isLocked(collection) { return .formality(prompt: prompt) }
            guard let made = try confirm(prompt)?.text, made != Self.none else { throw BusError(.locked) }
            return .made(made)
        }
        guard let made = answer[0]?.text, made != Self.none else { throw BusError(.locked) }
        return .made(made)
    }

    /// Removes an item; one that is gone already counts as removed.
    func delete(_ item: String) throws(BusError) {
        do {
            try confirm(try bus.call(item, .delete, [], watch: watch)[0]?.text)
        } catch  where error.isVanished {
            return
        }
    }
}

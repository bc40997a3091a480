internal import Ports

/// One operation on the service: the steps that reads and writes are made of. For one thread at a time.
struct ServiceOperation {
    let bus: SecretBus
    let watch: Watch
    let interaction: StoreInteraction
    /// Called when the service shows a dialog.
    let onDialog: @Sendable () -> Void
    /// The first search, where it is under way already.
    let waiting: DirectRead?

    /// The path that stands for "none" in the Secret Service API.
    static let none = "/"

    private var library: LibSecret { bus.library }

    /// Paths of all collections.
    func collections() throws(BusError) -> [String] {
        guard let paths = try property("Collections", of: SecretBus.servicePath, BusMethod.serviceInterface),
            paths.type == "ao"
        else { throw .unreadable }
        return paths.texts
    }

    /// Unlocks items or collections, asking the person where that is allowed; the error is the state that is left.
    ///
    /// - Returns: those that are unlocked now, at least one.
    @discardableResult
    func unlock(_ paths: [String]) throws(BusError) -> [String] {
        guard interaction == .allowed else { throw BusError(.locked) }
        let answer = try bus.call(SecretBus.servicePath, .unlock, [library.objectPaths(paths)], watch: watch)
        var unlocked = answer[0]?.texts ?? []
        if let result = try confirm(answer[1]?.text) { unlocked += result.texts }
        if unlocked.isEmpty { throw BusError(.locked) }
        return unlocked
    }

    /// Shows the dialog that the service wants to be shown.
    ///
    /// - Returns: what the service made of it; nil where it wants none. The error is `.dismissed`, or `.locked` where
    ///   no dialog may be shown.
    @discardableResult
    func confirm(_ prompt: String?) throws(BusError) -> Variant? {
        guard let prompt, prompt != Self.none else { return nil }
        guard interaction == .allowed else {
            bus.dismiss(prompt)
            throw BusError(.locked)
        }
        if let result = try bus.prompt(prompt, watch: watch, onDialog) { return result }
        throw BusError(try nobodyWasAsked() ? .locked : .dismissed)
    }

    /// Goes through a prompt that shows no dialog. Where nobody may be asked, it has to be done within the service's
    /// time.
    func complete(_ formality: String) throws(BusError) -> Variant? {
        guard interaction == .never else { return try confirm(formality) }
        return try bus.prompt(formality, watch: watch, nil)
    }

    /// Whether a dialog that was dismissed was never shown: gnome-keyring leaves its dialogs to another program, and
    /// without that says at once that the person dismissed them.
    private func nobodyWasAsked() throws(BusError) -> Bool {
        guard try isOnBus("org.gnome.keyring") else { return false }
        return try !isOnBus("org.gnome.keyring.SystemPrompter")
    }

    private func isOnBus(_ name: String) throws(BusError) -> Bool {
        try bus.ask(.nameHasOwner, [library.string(name)], watch: watch)[0]?.bool ?? false
    }

    /// The collection that new items go to; nil where the service has none.
    func defaultCollection() throws(BusError) -> String? {
        let answer = try bus.call(SecretBus.servicePath, .readAlias, [library.string("default")], watch: watch)
        guard let path = answer[0]?.text, path != Self.none else { return nil }
        return path
    }

    /// Makes a default collection, for which the service asks the person. Where it has no other one either, as a
    /// KeePassXC in which no database is open, it counts as locked.
    func createDefaultCollection() throws(BusError) -> String {
        do throws(BusError) {
            return try askForDefaultCollection()
        } catch  where error.isLocked {
            throw BusError(try collections().isEmpty ? .locked : .noCollection)
        }
    }

    private func askForDefaultCollection() throws(BusError) -> String {
        guard interaction == .allowed else { throw BusError(.locked) }
        let properties = library.properties([("org.freedesktop.Secret.Collection.Label", library.string("Default"))])
        let answer = try bus.call(
            SecretBus.servicePath, .createCollection, [properties, library.string("default")], watch: watch)
        guard let path = try confirm(answer[1]?.text)?.text ?? answer[0]?.text, path != Self.none else {
            throw BusError(.locked)
        }
        return path
    }

    /// Whether a collection is locked.
    func isLocked(_ collection: String) throws(BusError) -> Bool {
        guard let isLocked = try property("Locked", of: collection, BusMethod.collectionInterface)?.bool else {
            throw .unreadable
        }
        return isLocked
    }

    /// One property, without the others.
    func property(_ name: String, of path: String, _ interface: String) throws(BusError) -> Variant? {
        let arguments = [library.string(interface), library.string(name)]
        return try bus.call(path, .getProperty, arguments, watch: watch)[0]?.boxed
    }
}

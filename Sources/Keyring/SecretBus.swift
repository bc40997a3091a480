internal import CLibSecret
internal import Glibc
internal import Ports

/// A connection of the store's own to the session bus, and the calls on it. For one thread at a time.
final class SecretBus {
    static let serviceName = "org.freedesktop.secrets"
    static let servicePath = "/org/freedesktop/secrets"
    static let busName = "org.freedesktop.DBus"
    static let busPath = "/org/freedesktop/DBus"

    let library: LibSecret
    let connection: OpaquePointer
    /// Where the bus listens, in D-Bus' own form.
    let address: String
    private let secrets: SecretSession
    private var isAcquainted = false

    /// Connects to the bus at `address`; says nothing to the service. Throws `.noSessionBus`.
    init(
        _ library: LibSecret, address: SessionBusAddress, session: SecretSession, watch: Watch
    ) throws(StoreFailure) {
        connection = try Self.connect(library, to: address, watch: watch)
        self.library = library
        self.address = address.text
        secrets = session
    }

    private static func connect(
        _ library: LibSecret, to address: SessionBusAddress, watch: Watch
    ) throws(StoreFailure) -> OpaquePointer {
        let flags = GDBusConnectionFlags(
            rawValue: G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
                | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue)
        let signals = BrokenPipeSignal()
        defer { signals.restore() }
        while true {
            var error: UnsafeMutablePointer<GError>?
            let connection = library.c.g_dbus_connection_new_for_address_sync(
                address.text, flags, nil, watch.cancellable, &error)
            if let connection { return connection }
            // Many processes at once are more than a bus lets wait at its door; it is there all the same.
            guard BusError(owned: error, library).isCrowded, watch.verdict == nil else {
                throw watch.verdict ?? .noSessionBus
            }
            usleep(pause)
        }
    }

    /// A property that each service has, and answers without a dialog.
    static let anyProperty = (interface: BusMethod.serviceInterface, name: "Collections")

    /// Asks the service for something of no interest, and waits for what it says, before it is asked for the first time.
    ///
    /// gnome-keyring (42.1) notes each new client in its main loop, ahead of the client's call. A call that comes while
    /// the loop is looking for work can overtake that, and then most methods end the daemon by a signal: once in some
    /// thousand times, and far more often on a busy machine. A property is read without a client; and since its answer
    /// comes from the same loop, whatever is asked after it finds the client noted.
    private func acquaint(_ watch: Watch) {
        guard !isAcquainted else { return }
        isAcquainted = true
        let (interface, name) = Self.anyProperty
        // What is wrong is for the call itself to find.
        _ = try? call(
            Self.servicePath, .getProperty, [library.string(interface), library.string(name)], watch: watch)
    }

    /// How secrets travel in the session; nil while none is open.
    var protection: StoreProtection? { secrets.protection }

    deinit {
        library.c.g_object_unref(UnsafeMutableRawPointer(connection))
    }

    /// Calls a method of the service, or of the bus, and waits for its answer, which must have the method's signature.
    func call(
        _ path: String, _ method: BusMethod, _ arguments: [LibSecret.Floating], watch: Watch,
        at name: String = serviceName
    ) throws(BusError) -> Variant {
        if name == Self.serviceName { acquaint(watch) }
        let type = library.c.g_variant_type_new(method.reply)
        defer { library.c.g_variant_type_free(type) }
        var error: UnsafeMutablePointer<GError>?
        let answer = library.c.g_dbus_connection_call_sync(
            connection, name, path, method.interface, method.name, library.tuple(arguments), type,
            G_DBUS_CALL_FLAGS_NONE, Self.unlimited, watch.cancellable, &error)
        guard let answer else { throw BusError(owned: error, library) }
        return Variant(owned: answer, library)
    }

    /// Asks the bus itself.
    func ask(_ method: BusMethod, _ arguments: [LibSecret.Floating], watch: Watch) throws(BusError) -> Variant {
        try call(Self.busPath, method, arguments, watch: watch, at: Self.busName)
    }

    /// Sends a call whose answer is waited for later.
    func begin(
        _ path: String, _ method: BusMethod, _ arguments: [LibSecret.Floating], watch: Watch
    ) -> PendingCall {
        acquaint(watch)
        return PendingCall(library) { callback, box in
            let type = library.c.g_variant_type_new(method.reply)
            defer { library.c.g_variant_type_free(type) }
            library.c.g_dbus_connection_call(
                connection, Self.serviceName, path, method.interface, method.name, library.tuple(arguments), type,
                G_DBUS_CALL_FLAGS_NONE, Self.unlimited, watch.cancellable, callback, box)
        }
    }

    /// Whether the answer of a call that was begun here is there before `limit` is over.
    func isAnswered(_ call: PendingCall, within limit: Duration, watch: Watch) -> Bool {
        call.isAnswered(within: limit, watch.cancellable)
    }

    /// Waits for the answer of a call that was begun here.
    func wait(for call: PendingCall, watch: Watch) throws(BusError) -> Variant {
        try call.wait(connection, watch.cancellable)
    }

    /// Begins to open the session that secrets go over. What fails is for the first who needs it to find again.
    func beginSession(watch: Watch) {
        secrets.begin(on: self, watch: watch)
    }

    /// The path of the session that secrets go over, opened where there is none.
    func session(watch: Watch) throws(BusError) -> String {
        try secrets.path(on: self, watch: watch)
    }

    /// The secret in an answer of the service, decrypted.
    func decoded(_ secret: Variant) throws(BusError) -> Redacted<[UInt8]> {
        try secrets.decoded(secret)
    }

    /// `secret`, encrypted for the session, which must be open.
    func encoded(_ secret: Redacted<[UInt8]>) throws(BusError) -> LibSecret.Floating {
        try secrets.encoded(secret, for: library)
    }

    /// Shows the service's dialog at `path` and waits for the person.
    ///
    /// - Parameter onDialog: called when it is waited for, on any thread; nil where there is no dialog to it, and the
    ///   service's time runs on.
    /// - Returns: what the service made of it; nil where the dialog was dismissed.
    func prompt(
        _ path: String, watch: Watch, _ onDialog: (@Sendable () -> Void)?
    ) throws(BusError) -> Variant? {
        let dialog = Dialog(library, connection, path)
        let show = { () -> Result<Dialog.Outcome, BusError> in
            do throws(BusError) {
                _ = try self.call(path, .prompt, [self.library.string("")], watch: watch)
                return .success(dialog.wait(watch.cancellable))
            } catch {
                return .failure(error)
            }
        }
        let result = onDialog.map { watch.whileDialogIsOpen($0, show) } ?? show()
        if watch.verdict != nil { dismiss(path) }
        switch try result.get() {
        case .completed(let value): return value
        case .dismissed: return nil
        case .garbled: throw .unreadable
        case .vanished: throw BusError(.noService)
        case .cancelled: throw BusError(.cancelled)
        }
    }

    /// Takes a dialog off the screen, or gives up one that may not be shown. The answer is not waited for, but the call
    /// is on its way: the process may end next.
    func dismiss(_ path: String) {
        library.c.g_dbus_connection_call(
            connection, Self.serviceName, path, BusMethod.dismiss.interface, BusMethod.dismiss.name, nil, nil,
            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, nil, nil, nil)
        _ = library.c.g_dbus_connection_flush_sync(connection, nil, nil)
    }

    /// Between two knocks at a crowded bus, in microseconds.
    private static let pause: UInt32 = 10_000

    /// GLib's own limit for an answer is 25 s. A dialog may stay open longer, and the watch has the limit that counts.
    private static let unlimited = gint.max
}

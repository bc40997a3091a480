internal import CLibSecret
internal import Ports

/// A session as libsecret opens it, with its own key exchange or, where the service offers nothing else, plain.
final class LibrarySession {
    private let library: LibSecret
    private let service: UnsafeMutablePointer<SecretService>

    /// Says nothing to the service yet.
    init(on bus: SecretBus) throws(BusError) {
        guard let service = clibsecret_service(bus.connection) else { throw .unreadable }
        library = bus.library
        self.service = service
    }

    deinit {
        library.c.g_object_unref(service)
    }

    /// Opens it.
    ///
    /// - Returns: its path.
    func open(watch: Watch) throws(BusError) -> String {
        var error: UnsafeMutablePointer<GError>?
        guard library.c.secret_service_ensure_session_sync(service, watch.cancellable, &error) != 0,
            let path = library.c.secret_service_get_session_dbus_path(service)
        else { throw BusError(owned: error, library) }
        return String(cString: path)
    }

    /// How secrets travel in it; nil where the library doesn't tell.
    var protection: StoreProtection? {
        guard let text = library.c.secret_service_get_session_algorithms(service) else { return nil }
        let algorithm = String(cString: text)
        return algorithm == "plain" ? .plain : .encrypted(algorithm: algorithm)
    }

    /// The secret in an answer of the service, decrypted.
    func decoded(_ secret: Variant) throws(BusError) -> Redacted<[UInt8]> {
        guard let value = library.c.secret_service_decode_dbus_secret(service, secret.pointer) else {
            throw .unreadable
        }
        defer { library.c.secret_value_unref(UnsafeMutableRawPointer(value)) }
        var length: gsize = 0
        let start = library.c.secret_value_get(value, &length)
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(length))
        return Redacted([UInt8](bytes))
    }

    /// `secret`, encrypted for the session.
    func encoded(_ secret: Redacted<[UInt8]>, contentType: String) throws(BusError) -> LibSecret.Floating {
        let value = secret.reveal().withUnsafeBytes { bytes in
            library.c.secret_value_new(
                bytes.bindMemory(to: CChar.self).baseAddress, gssize(bytes.count), contentType)
        }
        guard let value else { throw .unreadable }
        defer { library.c.secret_value_unref(UnsafeMutableRawPointer(value)) }
        guard let encoded = library.c.secret_service_encode_dbus_secret(service, value) else { throw .unreadable }
        return encoded
    }
}

internal import Glibc
internal import Ports

/// Where the session bus listens, by the rules of the D-Bus specification, without ever starting one.
struct SessionBusAddress {
    /// In D-Bus' own form (`unix:path=/run/user/1000/bus`).
    let text: String

    /// - Parameter environment: `DBUS_SESSION_BUS_ADDRESS` is used where it is set, else the socket of the systemd user
    ///   bus in `XDG_RUNTIME_DIR`.
    ///
    /// Throws `.noSessionBus` where there is none; an address that would start a bus (`autolaunch:`) is none.
    init(environment: Environment) throws(StoreFailure) {
        if let given = environment.nonEmpty("DBUS_SESSION_BUS_ADDRESS") {
            let usable = given.split(separator: ";").filter { !$0.hasPrefix("autolaunch:") }
            guard !usable.isEmpty else { throw .noSessionBus }
            text = usable.joined(separator: ";")
            return
        }
        guard let runtime = environment.nonEmpty("XDG_RUNTIME_DIR") else { throw .noSessionBus }
        let path = runtime + "/bus"
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == getuid() else {
            throw .noSessionBus
        }
        text = "unix:path=" + Self.escaped(path)
    }

    /// D-Bus specification, "Server Addresses": what may stand in a value as it is, the rest as `%XX`.
    private static func escaped(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                switch scalar {
                case "0"..."9", "A"..."Z", "a"..."z", "-", "_", "/", ".", "\\", "*": true
                default: false
                }
            if isPlain {
                text.unicodeScalars.append(scalar)
            } else {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
            }
        }
    }
}

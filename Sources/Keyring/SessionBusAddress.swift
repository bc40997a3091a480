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

    /// Where a socket of this machine is.
    struct UnixSocket: Equatable {
        let name: String
        /// Whether the name is no path.
        let isAbstract: Bool
    }

    /// The first place, where that is a socket of this machine with nothing else to be known about it.
    var unixSocket: UnixSocket? {
        guard let place = text.split(separator: ";").first, place.hasPrefix("unix:") else { return nil }
        var socket: UnixSocket?
        for pair in place.dropFirst(5).split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, let name = Self.unescaped(sides[1]) else { return nil }
            switch sides[0] {
            case "path" where socket == nil: socket = UnixSocket(name: name, isAbstract: false)
            case "abstract" where socket == nil: socket = UnixSocket(name: name, isAbstract: true)
            case "guid": continue
            default: return nil
            }
        }
        return socket
    }

    /// nil where `%` stands without two digits, or for what is no UTF-8 or a NUL.
    private static func unescaped(_ value: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), byte != 0
            else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
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

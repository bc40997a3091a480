internal import CLibSecret
internal import Ports

/// Why a call on the bus failed.
struct BusError: Error {
    /// The error's name on the bus, where it came from there.
    let remoteName: String?
    /// GLib's domain.
    let domain: String
    /// GLib's code in that domain.
    let code: Int
    /// The state that was found out without an error of the bus.
    let state: StoreFailure?

    /// Takes over `error`, which the caller owns; NULL where the library failed without one.
    init(owned error: UnsafeMutablePointer<GError>?, _ library: LibSecret) {
        guard let error else {
            self = .unreadable
            return
        }
        let name = library.c.g_dbus_error_get_remote_error(error)
        self.init(
            remoteName: name.map { String(cString: $0) },
            domain: library.c.g_quark_to_string(error.pointee.domain).map { String(cString: $0) } ?? "",
            code: Int(error.pointee.code))
        library.c.g_free(name)
        library.c.g_error_free(error)
    }

    /// A state that no error of the bus stands for.
    init(_ state: StoreFailure) {
        self.init(remoteName: nil, domain: "", code: 0, state: state)
    }

    private init(remoteName: String?, domain: String, code: Int, state: StoreFailure? = nil) {
        self.remoteName = remoteName
        self.domain = domain
        self.code = code
        self.state = state
    }

    /// The library said no without a reason, or the service's answer can't be read.
    static let unreadable = BusError(.garbled)

    /// The item, or another thing that was asked for, is not there any more.
    var isVanished: Bool {
        [
            "org.freedesktop.Secret.Error.NoSuchObject", "org.freedesktop.DBus.Error.UnknownObject",
            "org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.UnknownInterface",
        ].contains(remoteName)
    }

    /// The service has forgotten the session: it was started anew.
    var isSessionLost: Bool { remoteName == "org.freedesktop.Secret.Error.NoSession" }

    /// The service left the bus with the call unanswered. What it has done of it is not known.
    var isAbandoned: Bool { remoteName == "org.freedesktop.DBus.Error.NoReply" }

    /// The answer is of another type than the method's. (GLib checks it, and knows no error of its own for it.)
    private var isGarbled: Bool {
        remoteName == nil && domain == "g-io-error-quark" && code == Int(G_IO_ERROR_INVALID_ARGUMENT.rawValue)
    }

    /// The service does not know the algorithm that was asked for.
    var isNotSupported: Bool { remoteName == "org.freedesktop.DBus.Error.NotSupported" }

    /// The collection or the item is locked.
    var isLocked: Bool { state == .locked || remoteName == "org.freedesktop.Secret.Error.IsLocked" }

    /// The connection to the bus is gone.
    var isDisconnected: Bool {
        domain == "g-io-error-quark"
            && [Int(G_IO_ERROR_CLOSED.rawValue), Int(G_IO_ERROR_BROKEN_PIPE.rawValue)]
                .contains(code)
    }

    /// The bus takes nobody now: too many wait at its socket, or are connected.
    var isCrowded: Bool {
        domain == "g-io-error-quark" && code == Int(G_IO_ERROR_WOULD_BLOCK.rawValue)
            || remoteName == "org.freedesktop.DBus.Error.LimitsExceeded"
    }

    /// GLib's own limit for one answer, which is above any sensible one of ours.
    var isTimeout: Bool {
        domain == "g-io-error-quark" && code == Int(G_IO_ERROR_TIMED_OUT.rawValue)
            || ["org.freedesktop.DBus.Error.Timeout", "org.freedesktop.DBus.Error.TimedOut"].contains(remoteName)
    }

    /// The state of the store that this stands for.
    var storeFailure: StoreFailure {
        if let state { return state }
        if isLocked { return .locked }
        if isDisconnected { return .noSessionBus }
        if isGarbled { return .garbled }
        return switch remoteName {
        case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
            "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Disconnected":
            .noService
        case let name? where name.hasPrefix("org.freedesktop.DBus.Error.Spawn."): .noService
        case "org.freedesktop.DBus.Error.AccessDenied", "org.freedesktop.DBus.Error.AuthFailed": .denied
        case "org.freedesktop.DBus.Error.LimitsExceeded": .unfit(reason: "the service has no room for it")
        case let name?: .other(domain: name, code: code)
        case nil: .other(domain: domain, code: code)
        }
    }
}

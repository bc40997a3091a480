import Ports

/// What goes over a private session's bus, as dbus-monitor shows it.
package final class BusMonitor: Sendable {
    private let session: PrivateSession
    private let monitor: HeldChild

    /// Listens from here on.
    package init(_ session: PrivateSession) async throws {
        self.session = session
        let monitor = try HeldChild(
            "/usr/bin/env", ["dbus-monitor", "--session"], environment: session.environment.all)
        self.monitor = monitor
        // It is told that it lost its name when it has become a monitor.
        _ = await onThread { monitor.read { $0.contains("member=NameLost") } }
    }

    /// Everything since the start; ends the monitor.
    package func traffic() async throws -> String {
        _ = try await session.run(
            ["dbus-send", "--session", "--dest=org.freedesktop.DBus", "/end", "org.freedesktop.DBus.Peer.Ping"])
        let monitor = monitor
        return await onThread {
            defer { monitor.stop(isAsked: true) }
            return monitor.read { $0.contains("path=/end") }
        }
    }

    /// The methods that were called in `traffic`, in their order.
    package static func methods(_ traffic: String) -> [String] {
        let lines = traffic.split(separator: "\n")
        // Who tells of the end has said Hello before that.
        let end = lines.last { $0.contains("path=/end") }
        let sender = end?.split(separator: " ").first { $0.hasPrefix("sender=") } ?? ""
        return lines.filter { $0.hasPrefix("method call") && !$0.contains("\(sender) ") }
            .compactMap { $0.split(separator: "member=").last.map(String.init) }
    }
}

internal import Glibc

/// A connection to the session bus without GLib: bytes, lines and messages (D-Bus specification, "Authentication
/// Protocol" and "Message Protocol"). For one thread at a time.
final class BusWire {
    private let socket: Int32
    private var unread: [UInt8] = []
    /// A longer answer is left to GLib.
    private static let messageLimit = 262_144
    private static let lineLimit = 512
    /// How often the watch is looked at.
    private static let slice = Duration.milliseconds(20)

    /// Connects. nil where the bus is not at a socket of this machine, or takes nobody now.
    init?(_ address: SessionBusAddress) {
        guard let place = address.unixSocket else { return nil }
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0, connect(to: place) else { return nil }
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    private func connect(to place: SessionBusAddress.UnixSocket) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = (place.isAbstract ? [0] : []) + Array(place.name.utf8)
        // One byte less, for the end of a path.
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let size = socklen_t(start + name.count + (place.isAbstract ? 0 : 1))
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(socket, $0, size) == 0 }
        }
    }

    /// What a client says first: who it is, and that messages follow.
    static var introduction: [UInt8] {
        let user = String(getuid()).utf8.map { String($0, radix: 16) }.joined()
        return [0] + Array("AUTH EXTERNAL \(user)\r\nBEGIN\r\n".utf8)
    }

    /// Sends all of `bytes` at once.
    ///
    /// - Returns: false where they don't go.
    func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// One line of the authentication, without its end; nil where none comes before `deadline`, or the watch ended the
    /// wait.
    func readLine(_ watch: Watch?, until deadline: ContinuousClock.Instant? = nil) -> [UInt8]? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                return end > 0 && unread[end - 1] == UInt8(ascii: "\r") ? Array(unread[..<(end - 1)]) : nil
            }
            guard unread.count <= Self.lineLimit, receive(watch, until: deadline) else { return nil }
        }
    }

    /// The next message; nil where none comes before `deadline`, where it is no answer to anything, or the watch ended
    /// the wait. What has come of a message by the deadline is kept.
    func readMessage(_ watch: Watch?, until deadline: ContinuousClock.Instant? = nil) -> BusMessage? {
        guard fill(BusMessage.startSize, watch, deadline),
            let rest = BusMessage.restSize(after: Array(unread.prefix(BusMessage.startSize))),
            rest <= Self.messageLimit, fill(BusMessage.startSize + rest, watch, deadline)
        else { return nil }
        defer { unread.removeFirst(BusMessage.startSize + rest) }
        return BusMessage(Array(unread.prefix(BusMessage.startSize + rest)))
    }

    /// Waits until `count` bytes are there.
    private func fill(_ count: Int, _ watch: Watch?, _ deadline: ContinuousClock.Instant?) -> Bool {
        while unread.count < count {
            guard receive(watch, until: deadline) else { return false }
        }
        return true
    }

    /// Waits for more.
    ///
    /// - Returns: false where nothing comes any more, not before `deadline`, or the watch ended the wait.
    private func receive(_ watch: Watch?, until deadline: ContinuousClock.Instant?) -> Bool {
        while true {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = recv(socket, &bytes, bytes.count, 0)
            if count > 0 {
                unread += bytes[..<count]
                return true
            }
            let left = deadline.map { $0 - .now } ?? Self.slice
            guard count < 0, errno == EAGAIN || errno == EINTR, watch?.verdict == nil, left > .zero else {
                return false
            }
            var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            _ = Glibc.poll(&poll, 1, Int32((min(left, Self.slice) / .milliseconds(1)).rounded(.up)))
        }
    }
}

internal import Glibc

/// The first words on the session bus, in one write and before GLib is in the process: who we are, Hello, and the call
/// that opens a session for secrets (D-Bus specification, "Authentication Protocol" and "Message Protocol").
///
/// GIO says the same one after the other, once libsecret is loaded; here the service does its half of the key's
/// arithmetic while the loader is at work, which takes each some 3 ms. A bus or a service that answers anything but the
/// usual is left to GIO, on a connection of its own.
final class BusGreeting {
    /// What came of it: a connection on which Hello was said, and on which nothing is under way.
    struct Answer {
        /// Whoever takes the answer closes it.
        let socket: Int32
        /// Path of the service's session.
        let session: String
        /// What the service said for the key.
        let theirs: [UInt8]
        let exchange: KeyExchange
    }

    private let exchange: KeyExchange
    private var socket: Int32
    private var unread: [UInt8] = []
    /// Nobody needs more for these answers.
    private static let messageLimit = 65_536
    private static let lineLimit = 512
    private static let helloSerial: UInt32 = 1
    private static let sessionSerial: UInt32 = 2
    /// How often the watch is looked at.
    private static let slice: Int32 = 20

    /// Connects and sends. Nothing is waited for.
    ///
    /// - Returns: nil where the bus is not at a socket of this machine, takes nobody now, or libgcrypt is not there.
    init?(_ address: SessionBusAddress) {
        guard let place = address.unixSocket, let exchange = KeyExchange(isAhead: true) else { return nil }
        self.exchange = exchange
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0, connect(to: place), send() else { return nil }
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    /// Waits for the answers.
    ///
    /// - Returns: nil where they are not the usual, or the watch ended the wait.
    func answer(_ watch: Watch) -> Answer? {
        guard let line = readLine(watch), line.starts(with: "OK ".utf8) else { return nil }
        var isKnown = false
        while let message = readMessage(watch) {
            switch message.replySerial {
            case Self.helloSerial?:
                guard message.kind == .methodReturn else { return nil }
                isKnown = true
            case Self.sessionSerial?:
                guard isKnown, message.kind == .methodReturn, message.signature == "vo" else { return nil }
                var body = message.body
                // What comes behind it would be lost to GIO.
                guard unread.isEmpty, body.readSignature() == "ay", let theirs = body.readBytes(),
                    let path = body.readString(),
                    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) & ~O_NONBLOCK) == 0
                else { return nil }
                defer { socket = -1 }
                return Answer(socket: socket, session: path, theirs: theirs, exchange: exchange)
            default: continue  // A signal: the bus tells everybody their name.
            }
        }
        return nil
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

    private func send() -> Bool {
        let user = String(getuid()).utf8.map { String($0, radix: 16) }.joined()
        let hello = BusMessage.call(
            serial: Self.helloSerial, to: SecretBus.busName, SecretBus.busPath, .hello, signature: ""
        ) { _ in }
        let session = BusMessage.call(
            serial: Self.sessionSerial, to: SecretBus.serviceName, SecretBus.servicePath, .openSession,
            signature: "sv"
        ) { body in
            body.write(KeyExchange.algorithm)
            body.write(signature: "ay")
            body.write(exchange.publicKey)
        }
        let words = [0] + Array("AUTH EXTERNAL \(user)\r\nBEGIN\r\n".utf8) + hello + session
        return Glibc.send(socket, words, words.count, Int32(MSG_NOSIGNAL)) == words.count
    }

    /// One line of the authentication, without its end.
    private func readLine(_ watch: Watch) -> [UInt8]? {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeFirst(end + 1) }
                return end > 0 && unread[end - 1] == 0x0D ? Array(unread[..<(end - 1)]) : nil
            }
            guard unread.count <= Self.lineLimit, receive(watch) else { return nil }
        }
    }

    private func readMessage(_ watch: Watch) -> BusMessage? {
        guard let start = read(BusMessage.startSize, watch), let size = BusMessage.restSize(after: start),
            size <= Self.messageLimit, let rest = read(size, watch)
        else { return nil }
        return BusMessage(start + rest)
    }

    private func read(_ count: Int, _ watch: Watch) -> [UInt8]? {
        while unread.count < count {
            guard receive(watch) else { return nil }
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    /// Waits for more.
    ///
    /// - Returns: false where nothing comes any more, or the watch ended the wait.
    private func receive(_ watch: Watch) -> Bool {
        while true {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = recv(socket, &bytes, bytes.count, 0)
            if count > 0 {
                unread += bytes[..<count]
                return true
            }
            guard count < 0, errno == EAGAIN || errno == EINTR, watch.verdict == nil else { return false }
            var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            _ = Glibc.poll(&poll, 1, Self.slice)
        }
    }
}

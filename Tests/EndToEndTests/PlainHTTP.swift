import Foundation
import Glibc
import Support
import Testing

/// One request to a port of this machine over a bare socket: any method, any `Host`, and no redirect is followed.
enum PlainHTTP {
    /// An answer.
    struct Answer: Sendable {
        let status: Int
        /// By lower-case name.
        let fields: [String: String]
        let body: String
    }

    /// Sends it, and waits for the answer and the connection's end.
    ///
    /// - Parameters:
    ///   - host: what stands in `Host`; the port's own address where it is left out.
    ///   - body: a form, or lines of text, unless the fields name another type.
    ///   - fields: more header fields.
    static func send(
        _ method: String, _ target: String, port: UInt16, host: String? = nil, body: String? = nil,
        fields: [String: String] = [:]
    ) async throws -> Answer {
        let bytes = await sendForBytes(method, target, port: port, host: host, body: body, fields: fields)
        return try parse(String(decoding: bytes, as: UTF8.self))
    }

    /// The same, for whatever comes, which may be nothing.
    static func sendForBytes(
        _ method: String, _ target: String, port: UInt16, host: String? = nil, body: String? = nil,
        fields: [String: String] = [:]
    ) async -> [UInt8] {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n"
        var fields = fields
        if let body {
            let named = Set(fields.keys.map { $0.lowercased() })
            if !named.contains("content-type") { fields["Content-Type"] = "application/x-www-form-urlencoded" }
            if !named.contains("content-length") { fields["Content-Length"] = String(body.utf8.count) }
        }
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        text += "\r\n" + (body ?? "")
        let request = Array(text.utf8)
        return await onThread { exchange(request, port: port) }
    }

    /// Sends these bytes, whatever they are.
    ///
    /// - Returns: what comes until the connection's end; empty where nobody listens.
    static func raw(_ text: String, port: UInt16) async -> String {
        let bytes = Array(text.utf8)
        return await onThread { String(decoding: exchange(bytes, port: port), as: UTF8.self) }
    }

    private static func parse(_ text: String) throws -> Answer {
        let parts = try #require(text.firstRange(of: "\r\n\r\n"), "no answer: \(text)")
        let lines = text[..<parts.lowerBound].components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        let status = try #require(words.count > 1 ? Int(words[1]) : nil)
        let pairs = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (name.lowercased(), line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces))
        }
        return Answer(
            status: status, fields: Dictionary(pairs) { $1 }, body: String(text[parts.upperBound...]))
    }

    /// Empty where nobody listens.
    private static func exchange(_ request: [UInt8], port: UInt16) -> [UInt8] {
        guard let connection = connect(to: port) else { return [] }
        defer { close(connection) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        // Whoever has read enough answers, and takes no more.
        let sent = Glibc.send(connection, request, request.count, Int32(MSG_NOSIGNAL))
        guard sent > 0 else { return [] }
        return all(from: connection)
    }

    /// All that comes, until the peer ends it or nothing comes any more.
    static func all(from connection: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(connection, &chunk, chunk.count)
            if count <= 0 { return all }
            all += chunk[..<count]
        }
    }

    /// A connection to a port of 127.0.0.1; nil where nobody listens.
    static func connect(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard withLoopback(port, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// A listener on a port of 127.0.0.1, as a program that is started again takes it: what is left of old connections
    /// does not count. nil where that can't be.
    static func listener(on port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var isReused: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        guard withLoopback(port, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 64) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// A listener on a free port of 127.0.0.1.
    static func listen() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try #require(listener(on: 0))
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        try #require(status == 0)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func withLoopback(
        _ port: UInt16, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

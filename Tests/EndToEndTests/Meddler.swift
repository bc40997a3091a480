import Foundation
import Glibc
import Support
import Synchronization

/// Stands between `coveo` and the sandbox, keeps every request, and may answer in the sandbox's place or change what it
/// answers. One request a connection.
final class Meddler: Sendable {
    /// What it does with a request.
    enum Deed: Sendable {
        /// The sandbox answers, to the sandbox's own API key.
        case pass
        /// The same, and the answer's body is changed.
        case change(@Sendable ([UInt8]) -> [UInt8])
        /// Answers by itself, to the byte.
        case answer([UInt8])
    }

    let port: UInt16
    var url: String { "http://127.0.0.1:\(port)" }
    private let listener: Int32
    private let target: UInt16
    private let deed: @Sendable (Relay.Request) -> Deed
    private let seen = Mutex<[Relay.Request]>([])

    /// - Parameter target: the sandbox's port.
    init(to target: UInt16, _ deed: @escaping @Sendable (Relay.Request) -> Deed) throws {
        (listener, port) = try PlainHTTP.listen()
        self.target = target
        self.deed = deed
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { [self] in
                    serve(connection)
                    close(connection)
                }
            }
        }
    }

    /// All requests so far.
    var requests: [Relay.Request] { seen.withLock { $0 } }

    /// Takes no more connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// A whole answer.
    static func answer(
        _ status: Int, _ body: String, type: String = "application/json", fields: [String] = []
    ) -> [UInt8] {
        let head = [
            "HTTP/1.1 \(status) Some words", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)",
            "Connection: close",
        ]
        return Array(((head + fields + ["", ""]).joined(separator: "\r\n") + body).utf8)
    }

    private func serve(_ connection: Int32) {
        guard let request = Self.request(from: connection) else { return }
        seen.withLock { $0.append(request) }
        let bytes: [UInt8] =
            switch deed(request) {
            case .pass: forward(request) { $0 }
            case .change(let change): forward(request, change)
            case .answer(let bytes): bytes
            }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private func forward(_ request: Relay.Request, _ change: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let ours = ["authorization", "host", "connection", "content-length"]
        var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: 127.0.0.1:\(target)\r\nConnection: close\r\n"
        head += "Authorization: Bearer xx-sandbox-key\r\nContent-Length: \(request.body.count)\r\n"
        for (name, value) in request.fields where !ours.contains(name) { head += "\(name): \(value)\r\n" }
        guard let onward = PlainHTTP.connect(to: target) else { return [] }
        defer { close(onward) }
        let sent = Array("\(head)\r\n".utf8) + request.body
        guard write(onward, sent, sent.count) == sent.count else { return [] }
        let all = PlainHTTP.all(from: onward)
        guard let end = all.firstRange(of: Array("\r\n\r\n".utf8)) else { return all }
        let lines = String(decoding: all[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let body = change(Array(all[end.upperBound...]))
        let kept =
            lines.filter { line in !["content-length:", "connection:"].contains { line.lowercased().hasPrefix($0) } }
            + ["Content-Length: \(body.count)", "Connection: close"]
        return Array((kept.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    private static func request(from connection: Int32) -> Relay.Request? {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let request = Relay.requests(all[...], isOver: false).first { return request }
            let count = read(connection, &chunk, chunk.count)
            if count <= 0 { return nil }
            all += chunk[..<count]
        }
    }
}

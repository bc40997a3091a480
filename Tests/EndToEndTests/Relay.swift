import Foundation
import Glibc
import Support
import Synchronization

/// Stands between `coveo` and the sandbox and keeps what `coveo` sends, to the byte.
final class Relay: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        let method: String
        /// Path and query.
        let target: String
        /// By lower-case name.
        let fields: [String: String]
        let body: [UInt8]

        /// A field of a form's body.
        func form(_ name: String) -> String? {
            var parts = URLComponents()
            parts.percentEncodedQuery = String(decoding: body, as: UTF8.self)
            return parts.queryItems?.first { $0.name == name }?.value
        }
    }

    let port: UInt16
    var url: String { "http://127.0.0.1:\(port)" }
    private let listener: Int32
    private let sent = Mutex<[[UInt8]]>([])

    /// Passes everything on to a port of this machine, until `stop()`.
    init(to target: UInt16) throws {
        (listener, port) = try PlainHTTP.listen()
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                serve(connection, target)
            }
        }
    }

    /// All requests so far, each connection's in their order.
    var requests: [Request] {
        sent.withLock { $0 }.flatMap { Self.requests($0[...]) }
    }

    /// Takes no more connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32, _ target: UInt16) {
        guard let onward = PlainHTTP.connect(to: target) else {
            close(connection)
            return
        }
        let index = sent.withLock { sent in
            sent.append([])
            return sent.count - 1
        }
        let openEnds = Mutex(2)
        let over: @Sendable () -> Void = {
            guard
                openEnds.withLock({
                    $0 -= 1; return $0 == 0
                })
            else { return }
            close(connection)
            close(onward)
        }
        Thread.detachNewThread { [self] in
            Self.pump(from: connection, to: onward) { bytes in sent.withLock { $0[index] += bytes } }
            over()
        }
        Thread.detachNewThread {
            Self.pump(from: onward, to: connection) { _ in }
            over()
        }
    }

    private static func pump(from: Int32, to: Int32, _ keep: (ArraySlice<UInt8>) -> Void) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(from, &chunk, chunk.count)
            if count <= 0 { break }
            keep(chunk[..<count])
            if write(to, chunk, count) != count { break }
        }
        shutdown(to, Int32(SHUT_WR))
    }

    /// A connection's requests, one after the other, by `Content-Length`.
    ///
    /// - Parameter isOver: whether the last one counts although its body is not complete.
    static func requests(_ bytes: ArraySlice<UInt8>, isOver: Bool = true) -> [Request] {
        var rest = bytes
        var requests: [Request] = []
        while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ").map(String.init)
            let pairs = lines.dropFirst().map { line in
                let name = line.prefix { $0 != ":" }
                return (name.lowercased(), line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces))
            }
            let fields = Dictionary(pairs) { $1 }
            let length = fields["content-length"].flatMap { Int($0) } ?? 0
            let body = rest[end.upperBound...].prefix(length)
            guard isOver || rest[end.upperBound...].count >= length else { break }
            if words.count == 3 {
                requests.append(Request(method: words[0], target: words[1], fields: fields, body: Array(body)))
            }
            rest = rest[end.upperBound...].dropFirst(length)
        }
        return requests
    }
}

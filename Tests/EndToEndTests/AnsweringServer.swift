import Foundation
import Glibc
import Synchronization

/// A server on loopback that gives one answer to every request, to the byte, and keeps what came.
final class AnsweringServer: Sendable {
    let port: UInt16
    var url: String { "http://127.0.0.1:\(port)" }
    private let listener: Int32
    private let got = Mutex<[[UInt8]]>([])

    /// - Parameter answer: makes the whole answer from a request's body.
    init(_ answer: @escaping @Sendable (_ body: [UInt8]) -> [UInt8]) throws {
        (listener, port) = try PlainHTTP.listen()
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { [self] in
                    let bytes = answer(Self.body(of: connection) { bytes in got.withLock { $0.append(bytes) } })
                    var rest = bytes[...]
                    while !rest.isEmpty {
                        let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
                        if count <= 0 { break }
                        rest = rest.dropFirst(count)
                    }
                    close(connection)
                }
            }
        }
    }

    /// The heads of the requests so far.
    var heads: [String] { got.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }

    /// Takes no more connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func body(of connection: Int32, keep: ([UInt8]) -> Void) -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = all.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: all[..<end.lowerBound], as: UTF8.self)
                let length = head.lowercased().firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
                if all.count >= end.upperBound + length {
                    keep(Array(all[..<end.lowerBound]))
                    return Array(all[end.upperBound...])
                }
            }
            let count = read(connection, &chunk, chunk.count)
            if count <= 0 { return [] }
            all += chunk[..<count]
        }
    }
}

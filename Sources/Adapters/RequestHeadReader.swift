import Ports

/// Reads the head of an HTTP/1 request (RFC 9112, 2 and 3) as it comes, byte by byte, within limits. The body, if any,
/// is not looked at.
struct RequestHeadReader {
    /// What is known so far.
    enum Progress {
        case incomplete
        case request(RedirectRequest)
        /// No request that can be answered otherwise than by this status.
        case refused(status: Int)
    }

    /// Of the request line, in bytes.
    static let lineLimit = 16 << 10
    /// Of the whole head, in bytes.
    static let headLimit = 64 << 10

    private var line: [UInt8] = []
    private var total = 0
    private var method = ""
    private var target = ""
    private var host: String?

    init() {}

    /// Takes the next bytes. After a request or a refusal there is nothing more to take.
    mutating func take(_ bytes: some Sequence<UInt8>) -> Progress {
        for byte in bytes {
            let progress = take(byte)
            guard case .incomplete = progress else { return progress }
        }
        return .incomplete
    }

    private mutating func take(_ byte: UInt8) -> Progress {
        total += 1
        if total > Self.headLimit { return .refused(status: 431) }
        if byte == UInt8(ascii: "\n") {
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            defer { line = [] }
            return endLine()
        }
        line.append(byte)
        guard method.isEmpty else { return .incomplete }
        if line.count > Self.lineLimit { return .refused(status: 414) }
        // Something else than HTTP, TLS perhaps.
        return byte == UInt8(ascii: "\r") || 0x20...0x7E ~= byte ? .incomplete : .refused(status: 400)
    }

    private mutating func endLine() -> Progress {
        if method.isEmpty { return line.isEmpty ? .incomplete : startRequest() }
        if line.isEmpty { return .request(RedirectRequest(method: method, target: target, host: host ?? "")) }
        return takeField()
    }

    private mutating func startRequest() -> Progress {
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        // A carriage return ends a line, or is a mistake (RFC 9112, 2.2).
        guard words.count == 3, words.allSatisfy({ !$0.isEmpty }), !line.contains(UInt8(ascii: "\r")) else {
            return .refused(status: 400)
        }
        guard words[2].elementsEqual("HTTP/1.1".utf8) || words[2].elementsEqual("HTTP/1.0".utf8) else {
            return .refused(status: words[2].starts(with: "HTTP/".utf8) ? 505 : 400)
        }
        method = String(decoding: words[0], as: UTF8.self)
        target = String(decoding: words[1], as: UTF8.self)
        return .incomplete
    }

    /// A field; only `Host` is kept. Two hosts are none that can be believed (RFC 9112, 3.2).
    private mutating func takeField() -> Progress {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0, line[0] > 0x20 else {
            return .refused(status: 400)
        }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        guard name == "host" else { return .incomplete }
        guard host == nil else { return .refused(status: 400) }
        let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        let end = value.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? value.startIndex
        host = String(decoding: value[..<end], as: UTF8.self)
        return .incomplete
    }
}

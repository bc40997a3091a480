/// Finds secrets in a text, each character as it is or in any form that JSON, an address, a form or HTML give it: servers
/// write `+` as `\u002B`, `=` as `\u003d`, `/` as `\/`, and whoever reads the text puts it together again.
struct QuotedSecrets {
    /// Shorter ones would be found where nothing was quoted: the platform's public client has the secret `cli`.
    private static let shortest = 8
    private static let mark = Array("[redacted]".utf8)
    /// What a form of a character may begin with besides its own first byte.
    private static let marks = Set("\\%&+".utf8)

    private let secrets: [[Unicode.Scalar]]

    init(_ secrets: [String]) {
        // The longest first: one may be the beginning of another.
        self.secrets = Set(secrets.filter { $0.utf8.count >= Self.shortest }.map { Array($0.unicodeScalars) })
            .sorted { $0.count > $1.count }
    }

    /// `bytes` with `[redacted]` in the place of each secret.
    func removed(from bytes: [UInt8]) -> [UInt8] {
        secrets.reduce(bytes) { Self.removed($1, from: $0) }
    }

    private static func removed(_ secret: [Unicode.Scalar], from bytes: [UInt8]) -> [UInt8] {
        guard let first = secret.first.flatMap({ String($0).utf8.first }) else { return bytes }
        var rest: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == first || marks.contains(byte), let end = end(of: secret, in: bytes, at: position) {
                rest += mark
                position = end
            } else {
                rest.append(byte)
                position += 1
            }
        }
        return rest
    }

    /// Where `secret` ends if it begins at `start`. A form can also be what it looks like, so that there may be several
    /// ways to read one text: all are followed at once, and the longest counts.
    private static func end(of secret: [Unicode.Scalar], in bytes: [UInt8], at start: Int) -> Int? {
        var ends: Set<Int> = [start]
        for scalar in secret {
            var next: Set<Int> = []
            for end in ends { WrittenCharacter(scalar, in: bytes, at: end).ends(into: &next) }
            if next.isEmpty { return nil }
            ends = next
        }
        return ends.max()
    }
}

/// One character, where a text may hold it in some form.
private struct WrittenCharacter {
    private let scalar: Unicode.Scalar
    private let bytes: [UInt8]
    private let start: Int

    init(_ scalar: Unicode.Scalar, in bytes: [UInt8], at start: Int) {
        self.scalar = scalar
        self.bytes = bytes
        self.start = start
    }

    /// Adds the places where it ends.
    func ends(into ends: inout Set<Int>) {
        guard start < bytes.count else { return }
        let plain = Array(String(scalar).utf8)
        if bytes[start...].starts(with: plain) { ends.insert(start + plain.count) }
        switch bytes[start] {
        case UInt8(ascii: "\\"): afterBackslashes(into: &ends)
        case UInt8(ascii: "%"): if let end = afterPercents(plain) { ends.insert(end) }
        case UInt8(ascii: "&"): if let end = afterReference { ends.insert(end) }
        case UInt8(ascii: "+"): if scalar == " " { ends.insert(start + 1) }
        default: break
        }
    }

    /// More backslashes than nested JSON has: of a million of them, not each is followed to the last.
    private static let depth = 64

    /// Of JSON, and of JSON within JSON's strings, which has more backslashes.
    private func afterBackslashes(into ends: inout Set<Int>) {
        var unit = start
        for (index, code) in Array(String(scalar).utf16).enumerated() {
            let after = bytes[unit...].prefix(Self.depth).prefix { $0 == UInt8(ascii: "\\") }.endIndex
            guard after > unit else { return }
            if index == 0, scalar == "\\" { ends.formUnion(start + 1...after) }
            if index == 0, scalar == "\"" || scalar == "/", bytes[after...].first == UInt8(ascii: scalar) {
                ends.insert(after + 1)
            }
            guard bytes[after...].first == UInt8(ascii: "u"), number(after + 1, 4, radix: 16) == UInt32(code) else {
                return
            }
            unit = after + 5
        }
        ends.insert(unit)
    }

    private func afterPercents(_ plain: [UInt8]) -> Int? {
        var position = start
        for byte in plain {
            guard bytes[position...].first == UInt8(ascii: "%"),
                number(position + 1, 2, radix: 16) == UInt32(byte)
            else { return nil }
            position += 3
        }
        return position
    }

    /// Of HTML: `&#43;`, `&#x2b;`, `&quot;`.
    private var afterReference: Int? {
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = bytes[(start + 1)..<end]
        let value: UInt32?
        if name.starts(with: "#x".utf8) || name.starts(with: "#X".utf8) {
            value = number(start + 3, end - start - 3, radix: 16)
        } else if name.first == UInt8(ascii: "#") {
            value = number(start + 2, end - start - 2, radix: 10)
        } else {
            value = Self.names[String(decoding: name, as: UTF8.self)]?.value
        }
        return value == scalar.value ? end + 1 : nil
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "plus": "+", "equals": "=", "sol": "/",
    ]

    private func number(_ from: Int, _ count: Int, radix: Int) -> UInt32? {
        guard count > 0, from + count <= bytes.count else { return nil }
        return UInt32(String(decoding: bytes[from..<from + count], as: UTF8.self), radix: radix)
    }
}

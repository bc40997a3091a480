/// A message on the bus, as far as `DirectRead` needs to know (D-Bus specification, "Message Protocol"): little-endian,
/// its header's fields of the types that the specification gives them.
struct BusMessage {
    /// The kinds that answer a call.
    enum Kind: UInt8 {
        case methodReturn = 2
        case error = 3
        case signal = 4
    }

    let kind: Kind
    /// Which call it answers; nil where it answers none.
    let replySerial: UInt32?
    /// Of the body; empty where there is none.
    let signature: String
    /// At the body's begin.
    let body: BusReader

    /// How many bytes tell how long a message is.
    static let startSize = 16

    private enum Field: UInt8 {
        case path = 1
        case interface = 2
        case member = 3
        case replySerial = 5
        case destination = 6
        case signature = 8
    }

    /// How many bytes follow the first `startSize` ones; nil where they are no message of ours.
    static func restSize(after start: [UInt8]) -> Int? {
        var reader = BusReader(start)
        guard reader.readByte() == UInt8(ascii: "l") else { return nil }
        reader.skip(3)
        guard let body = reader.readNumber(), reader.readNumber() != nil, let fields = reader.readNumber() else {
            return nil
        }
        return (Int(fields) + 7) / 8 * 8 + Int(body)
    }

    /// A whole message; nil where it is none that answers anything.
    init?(_ bytes: [UInt8]) {
        var reader = BusReader(bytes)
        reader.skip(1)
        guard let kind = reader.readByte().flatMap(Kind.init) else { return nil }
        reader.skip(10)
        guard let length = reader.readNumber() else { return nil }
        let end = Self.startSize + Int(length)
        var (replySerial, signature): (UInt32?, String) = (nil, "")
        while reader.offset < end {
            reader.align(to: 8)
            guard let code = reader.readByte(), let type = reader.readSignature() else { return nil }
            switch type {
            case "u":
                guard let number = reader.readNumber() else { return nil }
                if code == Field.replySerial.rawValue { replySerial = number }
            case "g":
                guard let text = reader.readSignature() else { return nil }
                if code == Field.signature.rawValue { signature = text }
            case "s", "o": guard reader.readString() != nil else { return nil }
            default: return nil
            }
        }
        reader.align(to: 8)
        self.kind = kind
        self.replySerial = replySerial
        self.signature = signature
        body = reader
    }

    /// The bytes of a method call.
    static func call(
        serial: UInt32, to destination: String, _ path: String, _ method: BusMethod, signature: String,
        _ write: (inout BusWriter) -> Void
    ) -> [UInt8] {
        var body = BusWriter()
        write(&body)
        var message = BusWriter()
        message.write(byte: UInt8(ascii: "l"))
        message.write(byte: 1)  // a method call
        message.write(byte: 0)
        message.write(byte: 1)  // of the protocol
        message.write(UInt32(body.bytes.count))
        message.write(serial)
        let lengthPlace = message.bytes.count
        message.write(UInt32(0))
        let texts: [(Field, String, String)] = [
            (.path, "o", path), (.interface, "s", method.interface), (.member, "s", method.name),
            (.destination, "s", destination),
        ]
        for (field, type, text) in texts {
            message.align(to: 8)
            message.write(byte: field.rawValue)
            message.write(signature: type)
            message.write(text)
        }
        if !signature.isEmpty {
            message.align(to: 8)
            message.write(byte: Field.signature.rawValue)
            message.write(signature: "g")
            message.write(signature: signature)
        }
        message.replace(UInt32(message.bytes.count - startSize), at: lengthPlace)
        message.align(to: 8)
        return message.bytes + body.bytes
    }
}

/// Puts values one after the other, each where its type may stand.
struct BusWriter {
    private(set) var bytes: [UInt8] = []

    /// Fills up to a multiple of `size`.
    mutating func align(to size: Int) {
        while bytes.count % size != 0 { bytes.append(0) }
    }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    mutating func write(_ number: UInt32) {
        align(to: 4)
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    /// `s` or `o`. The text must hold no NUL.
    mutating func write(_ text: String) {
        write(UInt32(text.utf8.count))
        bytes += Array(text.utf8) + [0]
    }

    /// `g`, which also says what a variant holds.
    mutating func write(signature: String) {
        bytes += [UInt8(signature.utf8.count)] + Array(signature.utf8) + [0]
    }

    /// `ay`.
    mutating func write(_ array: [UInt8]) {
        write(UInt32(array.count))
        bytes += array
    }

    /// `a{ss}`.
    mutating func write(_ dictionary: [String: String]) {
        write(UInt32(0))
        let lengthPlace = bytes.count - 4
        align(to: 8)
        let start = bytes.count
        for (key, value) in dictionary {
            align(to: 8)
            write(key)
            write(value)
        }
        replace(UInt32(bytes.count - start), at: lengthPlace)
    }

    /// Puts a number where one was written.
    mutating func replace(_ number: UInt32, at place: Int) {
        withUnsafeBytes(of: number.littleEndian) { bytes.replaceSubrange(place..<place + 4, with: $0) }
    }
}

/// Takes values out of bytes, and nothing from beyond their end.
struct BusReader {
    private let bytes: [UInt8]
    /// Of the next byte.
    private(set) var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Goes to a multiple of `size`.
    mutating func align(to size: Int) { offset = (offset + size - 1) / size * size }

    mutating func skip(_ count: Int) { offset += count }

    mutating func readByte() -> UInt8? { take(1)?.first }

    mutating func readNumber() -> UInt32? {
        align(to: 4)
        return take(4)?.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// `s` or `o`.
    mutating func readString() -> String? {
        guard let length = readNumber(), let text = take(Int(length)), take(1) == [0] else { return nil }
        return String(validating: text, as: UTF8.self)
    }

    /// `g`.
    mutating func readSignature() -> String? {
        guard let length = readByte(), let text = take(Int(length)), take(1) == [0] else { return nil }
        return String(validating: text, as: UTF8.self)
    }

    /// `ay`.
    mutating func readBytes() -> [UInt8]? {
        guard let length = readNumber() else { return nil }
        return take(Int(length)).map(Array.init)
    }

    /// `as` or `ao`.
    mutating func readStrings() -> [String]? {
        guard let length = readNumber(), Int(length) <= bytes.count - offset else { return nil }
        let end = offset + Int(length)
        var strings: [String] = []
        while offset < end {
            guard let string = readString() else { return nil }
            strings.append(string)
        }
        return offset == end ? strings : nil
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard offset <= bytes.count, count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }
}

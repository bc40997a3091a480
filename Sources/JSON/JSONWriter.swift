/// Writes JSON text into a buffer of bytes.
struct JSONWriter {
    private let style: JSONValue.Style
    private let escapingInvisible: Bool
    private var output: [UInt8] = []
    private var level = 0

    init(style: JSONValue.Style, escapingInvisible: Bool) {
        self.style = style
        self.escapingInvisible = escapingInvisible
    }

    /// What was written so far.
    var text: String { String(decoding: output, as: UTF8.self) }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let number): append(number.text)
        case .string(let text): write(text)
        case .array(let elements):
            writeList(elements, open: UInt8(ascii: "["), close: UInt8(ascii: "]")) { $0.write($1) }
        case .object(let object):
            writeList(object.members, open: UInt8(ascii: "{"), close: UInt8(ascii: "}")) { writer, member in
                writer.write(member.key)
                writer.append(writer.style == .pretty ? ": " : ":")
                writer.write(member.value)
            }
        }
    }

    private mutating func writeList<Element>(
        _ elements: [Element], open: UInt8, close: UInt8, write: (inout JSONWriter, Element) -> Void
    ) {
        output.append(open)
        level += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            breakLine()
            write(&self, element)
        }
        level -= 1
        if !elements.isEmpty { breakLine() }
        output.append(close)
    }

    private mutating func breakLine() {
        guard style == .pretty else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    private mutating func write(_ text: String) {
        output.append(UInt8(ascii: "\""))
        if escapingInvisible {
            for scalar in text.unicodeScalars {
                if scalar.value < 0x80 {
                    writeASCII(UInt8(scalar.value))
                } else if scalar.isInvisible {
                    writeEscape(scalar.value)
                } else {
                    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
        } else {
            for byte in text.utf8 { writeASCII(byte) }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Writes one byte; those of longer UTF-8 sequences pass.
    private mutating func writeASCII(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case 0x20..<0x7F, 0x80...: output.append(byte)
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        case 0x7F where !escapingInvisible: output.append(byte)
        default: writeEscape(UInt32(byte))
        }
    }

    private mutating func writeEscape(_ value: UInt32) {
        for unit in Unicode.Scalar(value).map({ Array($0.utf16) }) ?? [] {
            let digits = String(unit, radix: 16)
            append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
        }
    }

    private mutating func append(_ text: String) {
        output.append(contentsOf: text.utf8)
    }
}

extension Unicode.Scalar {
    /// The same list as the terminal's guard has beyond ASCII: C1, bidi, zero-width space, separators, BOM, and what else
    /// has no width and no use.
    package var isInvisible: Bool {
        switch value {
        case 0x80...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        case 0x180E, 0x2060...0x2064, 0x206A...0x206F, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}

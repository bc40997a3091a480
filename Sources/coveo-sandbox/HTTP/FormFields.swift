import Foundation

/// Fields of a query, a form, or a multipart body, in their order.
struct FormFields: Sendable {
    /// What is wrong with the fields.
    enum Failure: Error {
        case malformed
        case repeated(String)
    }

    let pairs: [(name: String, value: String)]

    /// Reads `application/x-www-form-urlencoded`.
    init(urlEncoded text: String) throws(Failure) {
        var pairs: [(name: String, value: String)] = []
        for piece in text.split(separator: "&", omittingEmptySubsequences: true) {
            let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(sides[0]), let value = Self.decoded(sides.count > 1 ? sides[1] : "") else {
                throw .malformed
            }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    /// Reads `multipart/form-data` (RFC 7578) of small text fields.
    init(multipart body: Data, boundary: String) throws(Failure) {
        var pairs: [(name: String, value: String)] = []
        let delimiter = Data("--\(boundary)".utf8)
        var rest = body
        var parts: [Data] = []
        while let range = rest.range(of: delimiter) {
            parts.append(Data(rest[..<range.lowerBound]))
            rest = Data(rest[range.upperBound...])
        }
        guard parts.count > 1, rest.starts(with: Data("--".utf8)) else { throw .malformed }
        for part in parts.dropFirst() {
            guard let gap = part.range(of: Data("\r\n\r\n".utf8)), part.suffix(2) == Data("\r\n".utf8),
                gap.upperBound <= part.count - 2,
                let name = Self.name(inHead: String(decoding: part[..<gap.lowerBound], as: UTF8.self)),
                let value = String(validating: part[gap.upperBound..<(part.count - 2)], as: UTF8.self)
            else { throw .malformed }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    /// The value of a field; nil where it is absent.
    func single(_ name: String) throws(Failure) -> String? {
        let found = pairs.filter { $0.name == name }
        guard found.count < 2 else { throw .repeated(name) }
        return found.first?.value
    }

    /// A truth value that is true where it is absent.
    /// - Throws: `Refusal` 400 that names the field.
    func flag(_ name: String) throws -> Bool {
        switch try single(name) {
        case nil, "true": return true
        case "false": return false
        default: throw Refusal.invalid("INVALID_PARAMETER", "The parameter '\(name)' must be true or false.")
        }
    }

    /// The text with percent-encoding and plus signs resolved; nil where it is malformed.
    static func decoded(_ text: some StringProtocol) -> String? {
        text.split(separator: "+", omittingEmptySubsequences: false).joined(separator: " ").removingPercentEncoding
    }

    /// The text percent-encoded but for the unreserved characters of RFC 3986 section 2.3.
    static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-._~".contains(character) {
                result.append(character)
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func name(inHead head: String) -> String? {
        for line in head.components(separatedBy: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            for piece in line.split(separator: ";").dropFirst() {
                let text = piece.trimmingCharacters(in: .whitespaces)
                guard text.lowercased().hasPrefix("name=") else { continue }
                return text.dropFirst(5).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
        }
        return nil
    }
}

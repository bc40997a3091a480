import Ports

/// Who signed a certificate, and for whom, read from its DER (RFC 5280 section 4.1, X.690).
struct CertificateParties {
    private let issuer: ArraySlice<UInt8>
    private let subject: ArraySlice<UInt8>

    /// - Returns: nil where it is no certificate.
    init?(_ der: [UInt8]) {
        var whole = der[...]
        guard var certificate = Self.element(&whole, 0x30), var body = Self.element(&certificate, 0x30) else {
            return nil
        }
        // Version, where it is said; serial number; algorithm.
        if body.first == 0xA0 { _ = Self.element(&body, 0xA0) }
        guard Self.element(&body, 0x02) != nil, Self.element(&body, 0x30) != nil,
            let issuer = Self.element(&body, 0x30), Self.element(&body, 0x30) != nil,
            let subject = Self.element(&body, 0x30)
        else { return nil }
        (self.issuer, self.subject) = (issuer, subject)
    }

    /// Whether it names itself as its authority.
    var isSelfIssued: Bool { issuer.elementsEqual(subject) }

    /// The common name of who signed it, else the organization; at most 100 characters of a stranger's text.
    var issuerName: String? {
        Self.attribute([0x55, 0x04, 0x03], of: issuer) ?? Self.attribute([0x55, 0x04, 0x0A], of: issuer)
    }

    /// The last value of an attribute of a name (RFC 5280 section 4.1.2.4).
    private static func attribute(_ type: [UInt8], of name: ArraySlice<UInt8>) -> String? {
        var sets = name
        var value: String?
        while var set = element(&sets, 0x31) {
            while var pair = element(&set, 0x30) {
                guard element(&pair, 0x06)?.elementsEqual(type) == true, let tag = pair.first,
                    let text = element(&pair, tag)
                else { continue }
                value = String(decoding: text, as: UTF8.self).firstScalars(100)
            }
        }
        return value
    }

    /// Takes the element at the front, where it has this tag: its content.
    private static func element(_ bytes: inout ArraySlice<UInt8>, _ tag: UInt8) -> ArraySlice<UInt8>? {
        guard bytes.first == tag, let first = bytes.dropFirst().first else { return nil }
        var rest = bytes.dropFirst(2)
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count), rest.count >= count else { return nil }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { return nil }
        bytes = rest.dropFirst(length)
        return rest.prefix(length)
    }
}

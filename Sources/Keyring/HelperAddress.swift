/// Under which address a helper keeps an item: helpers know items by a URL, and some of them take it apart.
///
/// The host is one that can't exist (RFC 2606), so that no other program has an item there.
enum HelperAddress: Hashable, Sendable {
    /// The login of a profile.
    case session(profile: String)
    /// The login of a profile on its way to another platform: it counts where there is no `session`.
    case moving(profile: String)
    /// An item that lives for a moment. The number tells it from another process' one.
    case probe(UInt64)

    private static let base = "https://coveo.cli.invalid/"
    private static let session = base + "session/"
    private static let moving = base + "moving/"
    private static let probe = base + "probe/"

    /// Told apart by the URL: equal names are those of the same bytes.
    static func == (left: HelperAddress, right: HelperAddress) -> Bool { left.url == right.url }

    func hash(into hasher: inout Hasher) { hasher.combine(url) }

    /// The address behind `url`; nil where it is not ours.
    init?(url: String) {
        if url.hasPrefix(Self.session), let profile = Self.decoded(url.utf8.dropFirst(Self.session.utf8.count)) {
            self = .session(profile: profile)
        } else if url.hasPrefix(Self.moving), let profile = Self.decoded(url.utf8.dropFirst(Self.moving.utf8.count)) {
            self = .moving(profile: profile)
        } else if url.hasPrefix(Self.probe), let number = UInt64(url.dropFirst(Self.probe.count), radix: 16) {
            self = .probe(number)
        } else {
            return nil
        }
    }

    /// Whether nothing but a trial is kept there.
    var isProbe: Bool { if case .probe = self { true } else { false } }

    /// The address as the helper gets it: ASCII, with nothing that it could read as a new line or a new field.
    var url: String {
        switch self {
        case .session(let profile): Self.session + Self.encoded(profile)
        case .moving(let profile): Self.moving + Self.encoded(profile)
        case .probe(let number): Self.probe + String(number, radix: 16)
        }
    }

    /// RFC 3986, section 2.1: everything but letters, digits, `-`, `.`, `_` and `~` as `%XX`. `.` and `..` would lead
    /// elsewhere.
    private static func encoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let isDots = name == "." || name == ".."
        let bytes = name.utf8.reduce(into: [UInt8]()) { all, byte in
            if isUnreserved(byte), !isDots {
                all.append(byte)
            } else {
                all += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ text: some Sequence<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = text.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(value), let low = rest.next().flatMap(value) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "0"..."9", "A"..."Z", "a"..."z", "-", ".", "_", "~": true
        default: false
        }
    }
}

/// An IPv6 address (RFC 4291, section 2.2), without a zone.
struct IPv6: CustomStringConvertible {
    /// Eight.
    let groups: [UInt16]

    /// - Parameter text: without brackets.
    init?(_ text: Substring) {
        let bytes = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        let gaps = bytes.indices.dropLast().filter { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap = gaps.first else {
            guard let groups = Self.groups(bytes[...]), groups.count == 8 else { return nil }
            self.groups = groups
            return
        }
        guard gaps.count == 1, let head = Self.groups(bytes[..<gap]), let tail = Self.groups(bytes[(gap + 2)...]) else {
            return nil
        }
        let missing = 8 - head.count - tail.count
        guard missing > 0, !Self.endsInIPv4(bytes[..<gap]) else { return nil }
        groups = head + Array(repeating: 0, count: missing) + tail
    }

    /// In lower case, the first of the longest runs of zeros as `::` (RFC 5952).
    var description: String {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > max(longest.count, 1) {
                longest = start..<index + 1
            }
        }
        let written = groups.map { String($0, radix: 16) }
        if longest.isEmpty { return written.joined(separator: ":") }
        return written[..<longest.lowerBound].joined(separator: ":") + "::"
            + written[longest.upperBound...].joined(separator: ":")
    }

    /// Groups between colons; the last may be an IPv4 address, which makes two. Empty text has none.
    private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        if bytes.isEmpty { return [] }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            let text = String(decoding: part, as: UTF8.self)
            if index == parts.count - 1, let octets = Host.octets(text[...]) {
                groups.append(UInt16(octets[0]) << 8 | UInt16(octets[1]))
                groups.append(UInt16(octets[2]) << 8 | UInt16(octets[3]))
                continue
            }
            // A sign, which the integer parser would take, is no digit.
            guard (1...4).contains(part.count), part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-") else {
                return nil
            }
            guard let group = UInt16(text, radix: 16) else { return nil }
            groups.append(group)
        }
        return groups
    }

    private static func endsInIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains(UInt8(ascii: "."))
    }
}

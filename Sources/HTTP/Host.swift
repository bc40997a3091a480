/// The host of an address in the one spelling under which it is compared.
struct Host {
    /// In lower case; an IPv6 address without brackets, as RFC 5952 writes it.
    let text: String
    /// `localhost`, an address of 127.0.0.0/8, or `::1`: nothing that is sent there leaves the machine.
    let isLoopback: Bool

    /// - Parameter written: as between `//` and the port, brackets included.
    init?(_ written: Substring) {
        if written.hasPrefix("[") {
            guard written.hasSuffix("]"), let address = IPv6(written.dropFirst().dropLast()) else { return nil }
            text = address.description
            isLoopback = address.groups == [0, 0, 0, 0, 0, 0, 0, 1]
            return
        }
        text = written.lowercased()
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy({ (1...63).contains($0.utf8.count) }) else { return nil }
        guard name.utf8.allSatisfy({ Self.isNameByte($0) }) else { return nil }
        if Self.isNumeric(labels[labels.count - 1]) {
            // What ends in a number is an IPv4 address to some programs (127.1, 0x7f.1): only the plain form is taken.
            guard let octets = Self.octets(text[...]) else { return nil }
            isLoopback = octets[0] == 127
        } else {
            isLoopback = text == "localhost"
        }
    }

    /// The four numbers of an IPv4 address in plain decimal form.
    static func octets(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part in UInt8(part).flatMap { String($0) == part ? $0 : nil } }
        return octets.count == 4 && parts.count == 4 ? octets : nil
    }

    private static func isNumeric(_ label: Substring) -> Bool {
        label.utf8.allSatisfy { (0x30...0x39).contains($0) }
            || (label.hasPrefix("0x") && Int(label.dropFirst(2), radix: 16) != nil)
            || label == "0x"
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}

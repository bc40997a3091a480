import HTTP

/// What is true of every address that was taken.
enum WebAddresses {
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.split(separator: ".").count == 4
    }

    /// Printed and read again it is the same address.
    static func check(_ address: WebAddress) throws {
        let text = address.description
        try always(text.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "an address is visible ASCII")
        // nil where it can't be read, which is not the same.
        let again = try? WebAddress(text)
        try always(again == address && again?.description == text, "an address is read as it is printed: \(text)")
    }
}

/// The beginning of a name, and which names it may become. Thousands are looked at while somebody waits for Tab.
struct TypedWord {
    private let text: String
    private let lowercased: [UInt8]
    private let isASCII: Bool
    /// Whether only what begins so fits. zsh and fish find more than that, each in its own way, among what has the same
    /// letters in the same order.
    private let isBeginning: Bool

    /// - Parameter shell: who picks from what is offered.
    init(_ text: String, in shell: CompletionCommand.Shell) {
        self.text = text.lowercased()
        lowercased = Array(self.text.utf8)
        isASCII = lowercased.allSatisfy { $0 < 0x80 }
        isBeginning = shell == .bash
    }

    var isEmpty: Bool { lowercased.isEmpty }

    /// Whether the shell may take it for `name`.
    func admits(_ name: String) -> Bool {
        if isBeginning { return begins(name) }
        guard isASCII else { return true }
        var rest = lowercased[...]
        for byte in name.utf8 where byte.lowercasedASCII == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    /// Whether `name` begins so, in upper or lower case.
    func begins(_ name: String) -> Bool {
        guard isASCII else { return name.lowercased().hasPrefix(text) }
        var bytes = name.utf8.makeIterator()
        return lowercased.allSatisfy { bytes.next()?.lowercasedASCII == $0 }
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }
}

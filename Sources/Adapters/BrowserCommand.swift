/// One of the commands in `BROWSER`: words between spaces, `%s` for the address, `%%` for a percent sign.
struct BrowserCommand {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Program and arguments. The address is one argument, the last where no `%s` says another place.
    func words(_ address: String) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        let filled = words.map { fill($0, address) }
        return words.contains { $0.contains("%s") } ? filled : filled + [address]
    }

    private func fill(_ word: String, _ address: String) -> String {
        var result = ""
        var rest = word[...]
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            rest = rest[percent...]
            if rest.hasPrefix("%s") {
                result += address
                rest = rest.dropFirst(2)
            } else {
                result += "%"
                rest = rest.dropFirst(rest.hasPrefix("%%") ? 2 : 1)
            }
        }
        return result + rest
    }
}

import Ports

/// A word as it can be pasted into a POSIX shell.
struct ShellWord: CustomStringConvertible {
    let description: String

    init(_ word: String) {
        let shown = Visible(word).text
        let isPlain =
            !shown.isEmpty
            && shown.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./:=@%+,".utf8.contains(byte)
                }
            } && !shown.hasPrefix("-")
        // By scalars: a quote with an accent on it, which is one character, is still a quote to a shell.
        let pieces = shown.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false).map { String($0) }
        description = isPlain ? shown : "'" + pieces.joined(separator: #"'\''"#) + "'"
    }
}

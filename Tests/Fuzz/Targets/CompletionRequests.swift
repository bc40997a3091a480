import CoveoPlatform
import Ports
import Support

@testable import CoveoCommands

/// What a shell's script asks on Tab, argument by argument with a NUL after each; and the names that were kept for it.
enum CompletionRequests {
    static func check(_ input: [UInt8]) throws {
        let arguments = input.split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        for locale in ["C", "C.UTF-8"] {
            let environment = Environment(["LANG": locale])
            if let request = CompletionRequest(arguments, environment: environment) { try check(request) }
        }
        try checkWords(arguments)
        for value in arguments { try checkWord(value) }
        try checkNames(input)
    }

    private static func check(_ request: CompletionRequest) throws {
        try always(!request.words.contains { $0.utf8.contains(0) }, "no word has a NUL")
        let names = ["Docs", "two words", "it's", "\u{1B}[2J", request.current, request.current + "é"]
        let reply = CompletionReply(request: request, candidates: names.map { Candidate($0, "push\n\($0)") })
        if request.shell == .bash {
            let fields = reply.text.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            try always(fields.last == "" && fields.first == "space", "an answer is of whole fields")
            return try always(fields.count <= 2 + names.count, "each field is a name's")
        }
        let fields = reply.text.split(separator: "\0", omittingEmptySubsequences: false)
        try always(fields.count >= 4 && fields.last == "", "an answer is of whole fields")
        guard let count = Int(fields[2]) else { throw BrokenProperty("the third field is a number") }
        let isDescribed = request.shell == .zsh && count > 0
        try always(fields.count == 4 + count * (isDescribed ? 2 : 1), "as many fields follow as are announced")
        if isDescribed { for line in fields.dropLast().suffix(count) { try ShownText.check(String(line)) } }
    }

    /// A line of words is taken apart as it was put together.
    private static func checkWords(_ words: [String]) throws {
        let line = words.map { ShellWord($0).description }.joined(separator: " ")
        let read = ShellLine(line)
        try always(read.words == words.map { Visible($0).text }, "a line has the words that it was made of")
        try always(read.quote == .none, "nothing is open at its end")
    }

    /// A value that bash is given is read back, behind any quote that is open and with that closed where readline would.
    private static func checkWord(_ value: String) throws {
        for isUTF8 in [true, false] {
            for quote in [ShellLine.Quote.none, .single, .double] {
                let word = BashWord(value, in: quote, isUTF8: isUTF8).description
                let isClosed = quote == .none || word.utf8.last == quote.rawValue.utf8.first
                let line = ShellLine("coveo \(quote.rawValue)\(word)\(isClosed ? "" : quote.rawValue) end")
                let isEmpty = value.isEmpty && quote == .none
                try always(
                    line.words == (isEmpty ? ["coveo", "end"] : ["coveo", value, "end"]), "a value is read back")
                try always(line.quote == .none, "and nothing is open behind it")
            }
            let bare = BashWord(value, in: .none, isUTF8: isUTF8).description
            try always(bare.utf8.allSatisfy { 0x20..<0x7F ~= $0 || $0 >= 0x80 && isUTF8 }, "nothing in it is a key")
        }
    }

    private static func checkNames(_ input: [UInt8]) throws {
        let folder = MemoryCache()
        let cache = NameCache(
            folder: folder, clock: TestClock(), profile: String(decoding: input.prefix(20), as: UTF8.self))
        cache.keep([], .sources, of: "acme")
        guard let file = folder.names.first else { throw BrokenProperty("a list is kept") }
        try always(!file.contains("..") && file.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "a profile's folder is its own")
        folder.write(file, input)
        guard let entry = cache.entry(.sources, of: "acme") else { return }
        cache.keep(entry.things, .sources, of: "acme")
        try always(cache.entry(.sources, of: "acme")?.things == entry.things, "names are read as they are written")
        _ = Candidate.naming(entry.things, .sources, word: TypedWord("d", in: .zsh), takesDash: false)
    }
}

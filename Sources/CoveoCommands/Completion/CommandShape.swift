import ArgumentParser
import JSON

/// What a command takes, by the parser's own definitions: nothing of it is stated twice.
struct CommandShape {
    /// An option, a flag or what stands alone.
    struct Argument {
        /// With their dashes, long ones first; empty for what stands alone.
        let names: [String]
        /// Its one line of help.
        let abstract: String
        let takesValue: Bool
        let isRepeating: Bool
        /// nil where the declaration doesn't say.
        let value: ExpectedValue?
    }

    let options: [Argument]
    let positionals: [Argument]

    /// - Parameter type: a leaf, or the global options for a group: a group's own shape would hold all of its commands'.
    init(of type: any ParsableArguments.Type) {
        // A text that its maker can't read would be a defect, which the tests find: every command is asked in them.
        let dump = try? JSONValue(parsing: Array(type._dumpHelp().utf8))
        let arguments = dump?["command"]?["arguments"]?.array ?? []
        var options: [Argument] = []
        var positionals: [Argument] = []
        for argument in arguments where argument["shouldDisplay"]?.bool == true {
            let read = Argument(argument)
            if read.names.isEmpty { positionals.append(read) } else { options.append(read) }
        }
        self.options = options
        self.positionals = positionals
    }

    /// The option or flag of that name.
    func option(_ name: String) -> Argument? { options.first { $0.names.contains(name) } }

    /// What stands alone at that place, counted from 0.
    func positional(_ index: Int) -> Argument? {
        if index < positionals.count { return positionals[index] }
        return positionals.last.flatMap { $0.isRepeating ? $0 : nil }
    }
}

extension CommandShape.Argument {
    /// From an argument in the parser's dump.
    fileprivate init(_ value: JSONValue) {
        let names = (value["names"]?.array ?? []).map { name in
            (name["kind"]?.string == "long" ? "--" : "-") + (name["name"]?.string ?? "")
        }
        self.names = names.filter { $0.hasPrefix("--") } + names.filter { !$0.hasPrefix("--") }
        abstract = value["abstract"]?.string ?? ""
        takesValue = value["kind"]?.string != "flag"
        isRepeating = value["isRepeating"]?.bool ?? false
        self.value = Self.expected(value)
    }

    private static func expected(_ value: JSONValue) -> ExpectedValue? {
        let kind = value["completionKind"]
        func texts(_ value: JSONValue?) -> [String]? { value?.array.map { $0.compactMap(\.string) } }
        if let words = texts(kind?["list"]?["values"]) { return words.isEmpty ? .freeText : .word(words) }
        if let endings = texts(kind?["file"]?["extensions"]) { return .file(endings) }
        if kind?["directory"] != nil { return .directory }
        if let own = kind?["shellCommand"]?["command"]?.string { return ExpectedValue(own: own) }
        return texts(value["allValues"]).map { .word($0) }
    }
}

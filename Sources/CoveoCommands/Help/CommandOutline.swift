import ArgumentParser
import JSON

/// What the parser knows of a command: its own definitions, as it dumps them.
struct CommandOutline {
    /// An argument, an option or a flag.
    struct Argument: Equatable {
        /// With their dashes, the short ones first; empty for a positional one.
        let names: [String]
        /// What stands for its value; nil for a flag.
        let value: String?
        let isOptional: Bool
        let isRepeating: Bool
        /// The title of its group.
        let group: String?
        let abstract: String
        /// The values that there are, where not every one will do.
        let values: [String]
        let defaultValue: String?

        var isPositional: Bool { names.isEmpty }

        /// As it is typed: `<name>`, `-y, --yes`, `--wait <seconds>`.
        var label: String {
            let value = value.map { "<\($0)>" }
            if isPositional { return (value ?? "") + (isRepeating ? " ..." : "") }
            return names.joined(separator: ", ") + (value.map { " " + $0 } ?? "")
        }

        /// Its line of help, with its values and its default where the line does not name them by itself.
        var words: String {
            var remarks: [String] = []
            if !values.allSatisfy(abstract.contains) { remarks.append(values.joined(separator: ", ")) }
            if let defaultValue, !abstract.contains("default") { remarks.append("default: \(defaultValue)") }
            return abstract + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))")
        }
    }

    let abstract: String
    let discussion: String
    let arguments: [Argument]

    /// Of a command or a group of options.
    init(_ type: any ParsableArguments.Type) {
        // What the parser wrote by itself can be read; where not, there is nothing to tell of.
        self.init(try? JSONValue(parsing: Array(type._dumpHelp().utf8)))
    }

    /// From what the parser dumps, `--experimental-dump-help` too.
    init(_ dump: JSONValue?) {
        let command = dump?["command"]
        abstract = command?["abstract"]?.string ?? ""
        discussion = command?["discussion"]?.string ?? ""
        arguments = (command?["arguments"]?.array ?? []).compactMap(Self.argument)
    }

    private static func argument(_ value: JSONValue) -> Argument? {
        guard value["shouldDisplay"]?.bool != false else { return nil }
        let names = (value["names"]?.array ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return name["kind"]?.string == "long" ? "--" + text : "-" + text
        }
        let isFlag = value["kind"]?.string == "flag"
        return Argument(
            names: names.filter { !$0.hasPrefix("--") } + names.filter { $0.hasPrefix("--") },
            value: isFlag ? .none : value["valueName"]?.string,
            isOptional: value["isOptional"]?.bool ?? false, isRepeating: value["isRepeating"]?.bool ?? false,
            group: value["sectionTitle"]?.string, abstract: value["abstract"]?.string ?? "",
            values: (value["allValueStrings"]?.array ?? value["allValues"]?.array ?? []).compactMap(\.string),
            defaultValue: isFlag ? .none : value["defaultValue"]?.string)
    }
}

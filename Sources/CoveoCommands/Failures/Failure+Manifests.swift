import CoveoPlatform
import JSON
import Manifests
import Ports

extension Failure {
    /// Files are no manifest.
    init(_ failure: ManifestFailure) {
        let (text, hint) = Self.words(for: failure.reason)
        self.init(.data, "\(failure.origin.words(failure.name)): \(text)", hint: hint)
    }

    private static func words(for reason: ManifestFailure.Reason) -> (String, Hint) {
        switch reason {
        case .yaml(let reason): words(for: reason)
        case .json(let failure): (words(for: failure), "mend the JSON")
        case .empty:
            ("there is nothing in it", "as in 'sources: [{name: Docs, sourceType: PUSH, pushEnabled: true}]'")
        case .notAModel: ("a source's model has to stand here, with keys and values", "as in '- name: Docs'")
        case .unknownKey(let key, let nearest):
            (
                "'\(Visible(key))' is no key of a manifest: there are organization, platformUrl and sources",
                nearest.map { "did you mean '\($0)'?" } ?? "what belongs to a source stands below 'sources'"
            )
        case .wrongType(let key, let expected):
            (
                "'\(Visible(key))' has to be a \(expected)",
                expected == "string" ? "put it in quotes" : "as in 'sources: [{name: Docs, sourceType: PUSH}]'"
            )
        case .model(.noName): ("the source has no name", "sources are matched by their 'name'")
        case .model(.wrongType(let field, let expected)):
            ("'\(Visible(field))' is no \(expected)", "put it in quotes")
        case .model(let failure):
            (Failure(failure).text, Failure(failure).hints.first ?? "mend the model")
        case .nameTwice(let first):
            ("a source of that name stands in \(first.words(nil)) already", "name each source once")
        case .twoOrganizations(let one, let other):
            (
                "one organization at a time: '\(Visible(one))' stands before, '\(Visible(other))' here",
                "apply them one after the other"
            )
        case .twoPlatforms(let one, let other):
            (
                "one platform at a time: '\(Visible(one))' stands before, '\(Visible(other))' here",
                "apply them one after the other"
            )
        }
    }

    private static func words(for reason: YAMLFailure.Reason) -> (String, Hint) {
        switch reason {
        case .syntax(let words): ("this is no YAML: \(Visible(words))", "mend it; a text with signs needs quotes")
        case .tab: ("a tab stands where YAML wants blanks", "indent by blanks")
        case .notUTF8: ("it is not UTF-8", "save the file as UTF-8")
        case .unfitCharacter(let scalar):
            (
                "the character \(Visible(String(scalar))) can't stand in YAML as it is",
                "write it escaped, in double quotes"
            )
        case .duplicateKey(let key): ("the key '\(Visible(key))' stands there twice", "leave one of them")
        case .keyNotText: ("null, a list or a mapping can't be a key", "put the key in quotes")
        case .unknownTag(let tag):
            ("the tag \(Visible(tag)) is unknown", "there are !!str, !!int, !!float, !!bool, !!null, !!seq and !!map")
        case .unfitTag(let tag): ("the tag \(Visible(tag)) does not fit its value", "leave the tag out")
        case .unknownAlias(let name):
            (
                "*\(Visible(name)) stands for nothing: no anchor &\(Visible(name)) is complete before it",
                "anchors are known in their own document only"
            )
        case .tooManyAliases: ("its aliases come to more than a manifest may hold", "write out what they stand for")
        case .unfitMerge: ("'<<' merges mappings only", #"a key of that name is written "<<""#)
        case .notFinite(let text):
            ("\(Visible(text)) is a number that JSON has not", "put it in quotes if it is a text")
        case .numberTooLarge(let text):
            ("\(Visible(text)) has more than 64 bits", "write it as a decimal number")
        case .tooDeep(let limit): ("it is nested more than \(limit) deep", "mend the file")
        case .noMemory: ("there is not enough memory to read it", "split the file")
        }
    }
}

extension ManifestOrigin {
    /// `sources.yaml, line 3, column 5 ('Docs')`.
    func words(_ name: String?) -> String {
        var words = file == "-" ? "standard input" : Visible(file).text
        if let place {
            words += ", line \(place.line), column \(place.column)"
        } else if let number {
            words += ", source \(number)"
        }
        return name.map { "\(words) ('\(Visible($0))')" } ?? words
    }
}

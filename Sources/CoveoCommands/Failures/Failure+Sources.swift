import CoveoPlatform
import JSON
import Ports

extension Failure {
    /// A new source can't be described.
    init(_ failure: SourceDraftFailure) {
        switch failure {
        case .notAnObject:
            self.init(
                .data, "the model is no JSON object",
                hint: #"as in {"sourceType":"PUSH","name":"Docs","pushEnabled":true}"#)
        case .noName:
            self.init(
                .data, "the source has no name", hint: "give NAME, or 'name' in the model")
        case .twoNames(let argument, let model):
            self.init(
                .usage, "the source is called '\(Visible(argument))' here and '\(Visible(model))' in the model",
                hint: "leave NAME out to take the model's")
        case .wrongType(let field, let expected):
            self.init(.data, "'\(Visible(field))' in the model is no \(expected)", hint: "mend the model")
        case .unknownVisibility(let text):
            self.init(
                .data, "the model's sourceVisibility '\(Visible(text))' is unknown",
                hint: "it is one of SHARED, PRIVATE, SECURED")
        case .securedWithoutProvider: self = .securedWithoutProvider
        case .providerNeedsSecured(let visibility):
            self.init(
                .usage,
                "security providers belong to secured sources, and this one is "
                    + (visibility.map(\.typed) ?? "of no stated visibility"),
                hint: "add --visibility secured, or leave --security-provider out")
        case .emptyProvider: self = .emptyProvider
        }
    }

    /// A change can't be made.
    init(_ failure: SourceChangeFailure) {
        switch failure {
        case .notAnObject: self.init(.data, "the model is no JSON object", hint: "mend the file")
        case .unfitAssignment(let text):
            self.init(
                .usage, "--set '\(Visible(text))' is not KEY=JSON", hint: #"as in --set 'customParameters.a="b"'"#)
        case .assignmentNotJSON(let key, _, .duplicateKey(let twice, _, _)):
            self.init(
                .usage, "--set \(Visible(key)): the key '\(Visible(twice))' stands there twice",
                hint: "leave one of them")
        case .assignmentNotJSON(let key, _, .tooDeep(let limit)):
            self.init(
                .usage, "--set \(Visible(key)): the value is nested more than \(limit) deep", hint: "mend the value")
        case .assignmentNotJSON(let key, let value, _):
            self.init(
                .usage, "--set \(Visible(key)): '\(Visible(value))' is no JSON",
                hint: #"a text needs quotes of its own, as in --set '\#(Visible(key))="\#(Visible(value))"'"#)
        case .pathBlocked(let path):
            self.init(
                .data, "'\(Visible(path.joined(separator: ".")))' in the source is no object",
                hint: "set it whole, as in --set '\(Visible(path.joined(separator: ".")))={…}'")
        case .readOnly(let field):
            self.init(.data, "'\(Visible(field))' is written by the platform alone", hint: "leave it out")
        case .otherID(let actual, let asked):
            self.init(
                .data, "the source's ID is '\(Visible(actual))', and the change says '\(Visible(asked))'",
                hint: "leave 'id' out; the source is named on the command line")
        case .renameUnsupported(let actual, let asked):
            self.init(
                .data,
                "the source is called '\(Visible(actual))', and the change says \(Visible(asked.text(.compact))): the "
                    + "platform documents that a source can't be renamed",
                hint: "leave 'name' out; --rename NEW --force tries it all the same")
        case .unknownVisibility(let value):
            self.init(
                .data, "the visibility \(Visible(value.text(.compact))) is unknown",
                hint: "it is one of SHARED, PRIVATE, SECURED")
        case .securedWithoutProvider: self = .securedWithoutProvider
        case .providerNeedsSecured(let visibility):
            self.init(
                .usage,
                "security providers belong to secured sources, and this one is \(Visible(visibility ?? "of no visibility"))",
                hint: "add --visibility secured")
        case .emptyProvider: self = .emptyProvider
        }
    }

    /// No such type.
    init(_ failure: SourceTypeFailure) {
        self.init(
            .usage, "the source type '\(Visible(failure.text))' is unknown",
            hint: failure.nearest.map { "did you mean '\(Visible($0))'?" } ?? "it is one of push, catalog, custom, …")
    }

    /// No such source, or several.
    init(_ failure: SourceResolutionFailure) {
        switch failure {
        case .absent(let reference, let near):
            let names = near.map { "'\(Visible($0))'" }.joined(separator: " or ")
            self.init(
                .data, "there is no source with the ID or name '\(Visible(reference))'",
                hint: near.isEmpty ? "'\(coveo: "sources list")' shows all" : "did you mean \(names)?")
        case .ambiguous(let name, let ids):
            self.init(
                .data,
                "\(ids.count) sources are called '\(Visible(name))': "
                    + ids.map { Visible($0).text }.joined(separator: ", "),
                hint: "name one by its ID")
        }
    }

    /// Whether it was created can't be said.
    init(_ failure: SourceCreationFailure) {
        switch failure {
        case .outcomeUnknown(let name, let list, let cause):
            let why = Failure(describing: cause)
            let look =
                switch list {
                case .absent: "the list does not show it"
                case .unread(let error): "the list could not be read either (\(Failure(describing: error).text))"
                }
            self.init(
                why.code,
                "it is not known whether the source '\(Visible(name))' was created (\(why.text)), and \(look)",
                hint:
                    "look again with '\(coveo: "sources list")' before you repeat it; --if-not-exists is safe to repeat"
            )
        case .foundAnother(let id, let mismatches):
            self.init(
                .no,
                "the platform did not confirm the create, and there is a source of that name, \(Visible(id)), which differs: "
                    + mismatches.map(\.words).joined(separator: "; "),
                hint: "change it with '\(coveo: "sources update \(ShellWord(id))")', or take another name")
        case .foundUnproven(let id, let isOlder):
            self.init(
                .data,
                "the platform did not confirm the create, and "
                    + (isOlder
                        ? "the source of that name, \(Visible(id)), was there before"
                        : "nothing tells whether the source of that name, \(Visible(id)), was there before")
                    + ": it is not taken for the new one",
                hint: "'\(coveo: "sources show \(ShellWord(id))")' shows it; --if-not-exists takes one that is there")
        case .foundSeveral(let name, let ids):
            self.init(
                .data,
                "the platform did not confirm the create, and \(ids.count) sources are called '\(Visible(name))': "
                    + ids.map { Visible($0).text }.joined(separator: ", "),
                hint: "look at each with '\(coveo: "sources show ID")'")
        }
    }

    /// The platform refused a source that references security providers, one of which may not be there.
    static func refusedWithProviders(_ refusal: PlatformRefusal) -> Failure {
        let failure = Failure(PlatformFailure.invalid(refusal))
        return Failure(
            failure.code, failure.text, hints: ["check the security provider: \(providersHint)"] + failure.hints)
    }

    /// The platform refused a secured source that references no security provider yet.
    static func refusedWithoutProvider(_ refusal: PlatformRefusal) -> Failure {
        let failure = Failure(PlatformFailure.invalid(refusal))
        return Failure(
            failure.code, failure.text,
            hints: [
                "if it wants the security provider first: '\(coveo: "providers create ID")', then --security-provider ID"
            ] + failure.hints)
    }

    /// A source was created, and stdout does not take its ID.
    static func untold(_ id: String, name: String, because error: any Error) -> Failure {
        let failure = Failure(describing: error)
        return Failure(
            failure.code,
            "the source '\(Visible(name))' was created, its ID is \(Visible(id)), and \(failure.text)",
            hints: failure.hints)
    }

    /// A source that was read back is not all that was asked for.
    static func incompleteUpdate(of id: String, _ mismatches: [SourceMismatch]) -> Failure {
        Failure(
            .no,
            "the platform took the update and did not do all of it: "
                + mismatches.map(\.words).joined(separator: "; "),
            hint: "'\(coveo: "sources show \(ShellWord(id)) --json")' shows the source as it is")
    }

    private static var providersHint: Hint {
        "'\(coveo: "providers list")' shows all there are; --create-security-provider ID makes one"
    }

    private static let securedWithoutProvider = Failure(
        .usage, "a secured source needs a security provider",
        hints: ["name it with --security-provider ID (repeatable)", providersHint])

    private static let emptyProvider = Failure(
        .usage, "a security provider's ID is empty", hint: "name it, as in --security-provider mySecurityProvider")
}

extension SourceMismatch {
    /// `sourceVisibility is "SHARED", not "PRIVATE"`.
    var words: String {
        let actual = self.actual.map { Visible($0.text(.compact)).text } ?? "absent"
        return "\(Visible(field)) is \(actual), not \(Visible(expected.text(.compact)))"
    }
}

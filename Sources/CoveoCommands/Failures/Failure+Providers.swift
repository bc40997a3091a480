import CoveoPlatform
import Ports

extension Failure {
    /// A new security provider can't be described.
    init(_ failure: SecurityProviderDraftFailure) {
        switch failure {
        case .notAnObject:
            self.init(
                .data, "the model is no JSON object", hint: "'\(coveo: "providers create sso --dry-run")' shows one")
        case .noID:
            self.init(
                .data, "the security provider has no ID",
                hint: "give one, as in '\(coveo: "providers create mySecurityProvider")', or 'id' in the model")
        case .twoIDs(let argument, let model):
            self.init(
                .usage,
                "the security provider's ID is '\(Visible(argument))' here and '\(Visible(model))' in the model",
                hint: "leave ID out to take the model's")
        case .unknownType(let text, let nearest):
            self.init(
                .usage, "the security provider type '\(Visible(text))' is unknown",
                hint: nearest.map { "did you mean '\(Visible($0))'?" } ?? "for pushed permissions it is expanded")
        }
    }

    /// Whether it was created can't be said, and there is another one.
    init(_ failure: SecurityProviderCreationFailure) {
        self.init(
            .no,
            "the platform did not confirm the create, and there is a security provider '\(Visible(failure.id))', which "
                + "differs: \(failure.mismatches.map(\.words).joined(separator: "; "))",
            hint: "'\(coveo: "providers show \(ShellWord(failure.id))")' shows it; take another ID for the new one")
    }

    /// Whether it was created can't be said.
    init(_ outcome: UnknownOutcome) {
        let why = Failure(describing: outcome.cause)
        let look =
            switch outcome.list {
            case .absent: "it is not to be found"
            case .unread(let error): "it could not be looked for either (\(Failure(describing: error).text))"
            }
        self.init(
            why.code,
            "the platform did not confirm the request to \(outcome.operation.deed) '\(Visible(outcome.name))' "
                + "(\(why.text)), and \(look)",
            hint: "look again with '\(coveo: outcome.operation.listCommand)' before you repeat it")
    }
}

import HTTPTypes
import Hummingbird

/// A query of the Push API, which answers 412 to what is wrong in it.
struct PushQuery {
    private let fields: FormFields

    init(_ request: Request) throws { fields = try request.query() }

    /// A text that is not empty; nil where it is absent.
    func text(_ name: String) throws(FormFields.Failure) -> String? {
        try fields.single(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The item's URI.
    /// - Throws: `Refusal` 412.
    func documentID() throws -> String {
        guard let text = try text("documentId") else { throw Self.missing("documentId") }
        guard text.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:.+/) != nil else { throw Self.invalid("documentId") }
        return text
    }

    /// A whole number that is not negative; nil where it is absent.
    /// - Throws: `Refusal` 412.
    func number(_ name: String) throws -> Int? {
        guard let text = try text(name) else { return nil }
        guard let number = Int(text), number >= 0 else { throw Self.invalid(name) }
        return number
    }

    /// One of these; nil where it is absent.
    /// - Throws: `Refusal` 412.
    func choice(_ name: String, of choices: [String]) throws -> String? {
        guard let text = try text(name) else { return nil }
        guard choices.contains(text) else { throw Self.invalid(name) }
        return text
    }

    /// 412 for a parameter that isn't there.
    static func missing(_ name: String) -> Refusal {
        Refusal(.preconditionFailed, "MISSING_PARAMETER", "The parameter '\(name)' is required.")
    }

    /// 412 for a value that isn't accepted.
    static func invalid(_ name: String) -> Refusal {
        Refusal(.preconditionFailed, "INVALID_PARAMETER", "The value of the parameter '\(name)' is not accepted.")
    }
}

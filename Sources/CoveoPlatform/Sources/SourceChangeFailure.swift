package import JSON

/// Why a change can't be made.
package enum SourceChangeFailure: Error, Equatable, Sendable {
    /// The model to lay over is no JSON object.
    case notAnObject
    /// A `--set` without `=`, or without a key, or with an empty part between dots.
    case unfitAssignment(String)
    /// What follows `=` is no JSON.
    case assignmentNotJSON(key: String, value: String, reason: JSONFailure)
    /// A dotted path leads through something that is no object: the path to it.
    case pathBlocked([String])
    /// The platform writes this field: it can't be set.
    case readOnly(field: String)
    /// Another ID than the source's.
    case otherID(actual: String, asked: String)
    /// Another name: a rename is a thing of its own.
    case renameUnsupported(actual: String, asked: JSONValue)
    /// None of the three visibilities.
    case unknownVisibility(JSONValue)
    /// A secured source without a security provider.
    case securedWithoutProvider
    /// Security providers with another visibility than secured.
    case providerNeedsSecured(visibility: String?)
    /// A security provider without an ID.
    case emptyProvider
}

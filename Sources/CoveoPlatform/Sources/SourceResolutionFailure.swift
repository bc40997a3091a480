/// Why a text names no source.
package enum SourceResolutionFailure: Error, Equatable, Sendable {
    /// No source has this ID or this name; `near` are names that may have been meant.
    case absent(reference: String, near: [String])
    /// More than one source has this name: their IDs, in the list's order.
    case ambiguous(name: String, ids: [String])
}

package import JSON

/// A source's model after a change.
package struct ChangedSource: Equatable, Sendable {
    /// Where the visibility came from that lets more people see the content.
    package enum Widening: Equatable, Sendable {
        /// Typed as the option of that name.
        case typed(from: String?)
        /// From the model's file or an assignment.
        case given(from: String?)
    }

    /// The body of the PUT.
    package let model: JSONObject
    /// What differs, in order; empty: nothing is to be sent.
    package let differences: [JSONDifference]
    /// Whether the content becomes visible to more people: it was not SHARED, and now is.
    package let widening: Widening?
}

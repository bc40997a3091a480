/// A source that a create has brought about.
package struct CreatedSource: Equatable, Sendable {
    /// How its ID is known.
    package enum Evidence: Equatable, Sendable {
        /// The platform answered it.
        case answered
        /// The answer was lost or held no ID: a source of that exact name, as it was asked for, was found in the list.
        case found
    }

    package let id: String
    package let evidence: Evidence

    package init(id: String, evidence: Evidence) {
        self.id = id
        self.evidence = evidence
    }
}

/// Why it is not known whether a create has brought about a source, or which.
package enum SourceCreationFailure: Error, Sendable {
    /// The answer was lost for the reason `cause`, and the list shows no source of that name: it may still come.
    case outcomeUnknown(name: String, cause: any Error)
    /// The answer was lost; a source of that name is there, and differs from what was asked.
    case foundAnother(id: String, mismatches: [SourceMismatch])
    /// The answer was lost; several sources of that name are there.
    case foundSeveral(name: String, ids: [String])
}

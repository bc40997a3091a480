/// A source that a create has brought about.
package struct CreatedSource: Equatable, Sendable {
    /// How its ID is known.
    package enum Evidence: Equatable, Sendable {
        /// The platform answered it.
        case answered
        /// No answer told its ID (lost, a failure, a success without one): a source of that exact name, as it was asked for, was
        /// found in the list, and was made since.
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
    /// No answer tells, for the reason `cause`, and the list doesn't either: the source may still come.
    case outcomeUnknown(name: String, list: List, cause: any Error)
    /// No answer tells; a source of that name is there, and differs from what was asked.
    case foundAnother(id: String, mismatches: [SourceMismatch])
    /// No answer tells; a source of that name is there, as it was asked for, and was there before (`isOlder`), or says
    /// nothing of when it was made: it is not taken for ours.
    case foundUnproven(id: String, isOlder: Bool)
    /// No answer tells; several sources of that name are there.
    case foundSeveral(name: String, ids: [String])

    /// Why the list does not tell either.
    package enum List: Sendable {
        /// It shows no source of that name.
        case absent
        /// It could not be read, for this reason.
        case unread(any Error)
    }
}

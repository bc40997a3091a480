package import JSON

/// Whether a source is in the organization's list as it should be: the facts, and what follows from them.
package struct SourceVerification: Equatable, Sendable {
    /// One thing that was looked at.
    package struct Check: Equatable, Sendable {
        /// `exists`, `unique`, `id`, `name`, `type`, `pushEnabled`, `visibility`, `securityProviders`, `configurationError`,
        /// `status`, or a model's field by its dotted path.
        package let check: String
        package let ok: Bool
        /// What should be there, or a list of what may.
        package let expected: JSONValue
        package let actual: JSONValue
        /// Passed, and worth a warning: a status that we don't know.
        package let isDoubtful: Bool

        package init(_ check: String, ok: Bool, expected: JSONValue, actual: JSONValue, isDoubtful: Bool = false) {
            self.check = check
            self.ok = ok
            self.expected = expected
            self.actual = actual
            self.isDoubtful = isDoubtful
        }
    }

    /// What is still to come.
    package enum Pending: Equatable, Sendable {
        /// Not in the list yet, or not under that name.
        case absent
        /// In the list with status CREATING, and right otherwise.
        case creating
    }

    /// What follows from the checks.
    package enum Outcome: Equatable, Sendable {
        case verified
        /// Something is not as it should be; it may still change.
        case failed
        /// Nothing is wrong but that it is not ready: without waiting that is a failure.
        case pending(Pending)
        /// ERROR or PAUSED_ON_ERROR, or what no source can change: waiting doesn't help.
        case failedEarly
    }

    /// The text that names the source.
    package let reference: String
    /// nil where there is no such source, or more than one.
    package let model: SourceModel?
    package let checks: [Check]
    package let outcome: Outcome
    /// Names that may have been meant, where there is none.
    package let near: [String]

    /// Looks for `reference` (an ID, or else a name) in the list of all of an organization's sources.
    package init(_ reference: String, expecting expectations: SourceExpectations, among models: [SourceModel]) {
        self.init(reference, expecting: expectations, in: SourceIndex(models))
    }

    /// The same in a list that many are looked for in.
    ///
    /// - Parameter isName: whether `reference` is no ID, so that of all sources with that name there has to be one.
    package init(
        _ reference: String, isName: Bool = false, expecting expectations: SourceExpectations, in index: SourceIndex
    ) {
        self.reference = reference
        let identified = isName ? nil : index.source(reference)
        let found = identified.map { [$0] } ?? index.named(reference)
        var checks = [Check("exists", ok: !found.isEmpty, expected: true, actual: .bool(!found.isEmpty))]
        if !found.isEmpty {
            checks.append(Check("unique", ok: found.count == 1, expected: 1, actual: .number(JSONNumber(found.count))))
        }
        guard let model = found.first, found.count == 1 else {
            self.model = nil
            self.checks = checks
            outcome = found.isEmpty ? .pending(.absent) : .failed
            near = found.isEmpty ? index.near(reference) : []
            return
        }
        checks += Self.checks(of: model, expecting: expectations)
        self.model = model
        self.checks = checks
        near = []
        outcome = Self.outcome(checks, status: model.status)
    }

    private static func outcome(_ checks: [Check], status: String?) -> Outcome {
        if let status, failedStatuses.contains(status) { return .failedEarly }
        let failed = checks.filter { !$0.ok }.map(\.check)
        if failed.isEmpty { return .verified }
        let isLasting = lastingChecks.contains { name in
            checks.first { $0.check == name }.map { !$0.ok && !$0.actual.isNull } ?? false
        }
        if isLasting { return .failedEarly }
        return failed == ["status"] ? .pending(.creating) : .failed
    }

    /// What a source keeps for its life.
    private static let lastingChecks = ["id", "name", "type"]
    /// The platform has given up on the source.
    static let failedStatuses: Set = ["ERROR", "PAUSED_ON_ERROR"]
    /// The source is not there yet.
    static let earlyStatus = "CREATING"
    /// Every other status that is documented.
    static let goodStatuses: Set = [
        "PUSH_READY", "IDLE", "REFRESHING", "DISABLED", "PAUSED", "STARTING_REFRESH", "PAUSING", "RESUMING",
        "CANCELING", "DELETING", "PREPARING_REFRESH",
    ]
}

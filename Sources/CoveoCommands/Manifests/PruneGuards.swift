import CoveoPlatform
import Manifests
import Ports

/// What stands before sources that a manifest doesn't name are deleted.
struct PruneGuards: Sendable {
    let prefix: String
    let limit: Int?
    /// Whether it was said beforehand that what would be deleted may be, and how much, or somebody can be asked.
    private let isPermitted: Bool
    private let isConfirmed: Bool

    /// nil where nothing is to be deleted.
    ///
    /// - Throws: 64 for an option that is missing or stands alone.
    init?(_ command: SourcesApplyCommand, isInteractive: Bool) throws(Failure) {
        let prefix = try single(command.prunePrefix, "--prune-prefix")
        let limit = try single(command.maxDeletes, "--max-deletes")
        guard command.prune else {
            guard prefix == nil, limit == nil else {
                throw Failure(
                    .usage, "--prune-prefix and --max-deletes stand beside --prune only", hint: "add --prune")
            }
            return nil
        }
        guard let prefix, !prefix.isBlank else {
            throw Failure(
                .usage, "--prune needs --prune-prefix: how the names begin that may be deleted",
                hint: "as in --prune --prune-prefix team-")
        }
        if let limit, limit < 0 {
            throw Failure(.usage, "--max-deletes must be 0 or more", hint: "as in --max-deletes 3")
        }
        isPermitted = isInteractive || (command.yes && limit != nil)
        isConfirmed = command.yes
        self.prefix = prefix
        self.limit = limit
    }

    /// - Throws: 65 for a manifest without sources: more likely a mistake than the wish to delete all.
    func check(_ manifest: Manifest) throws(Failure) {
        if manifest.entries.isEmpty {
            throw Failure(
                .data, "--prune deletes nothing for a manifest without sources", hint: "see that it is the right file")
        }
    }

    /// - Throws: 64 where more would be deleted than is allowed, or where nobody has confirmed it or can be asked.
    func check(
        _ surplus: [SourceModel], of organization: OrganizationID, at host: String, dryRun: Bool
    ) throws(Failure) {
        let names = surplus.prefix(20).map { "'\(Visible($0.name))' (\(Visible($0.id)))" }.joined(separator: ", ")
        let list = names.isEmpty ? "" : ": \(names)\(surplus.count > 20 ? ", …" : "")"
        let what = "--prune would delete \(surplus.isEmpty ? "nothing" : Counts.sources(surplus.count))"
        if let limit, surplus.count > limit {
            throw Failure(
                .usage, "\(what), and --max-deletes allows \(limit)\(list); nothing was done",
                hint: "name them in the manifest, or allow it by --max-deletes \(surplus.count)")
        }
        if isPermitted || dryRun { return }
        let reason =
            isConfirmed
            ? "where nobody can be asked, --yes needs --max-deletes beside it"
            : "it asks before it deletes, and nobody can be asked here"
        throw Failure(
            .usage,
            "\(what) of organization \(organization) at \(Visible(host))\(list); \(reason); nothing was done",
            hint: "--yes --max-deletes \(max(1, surplus.count)) together confirm it")
    }
}

import CoveoPlatform
import Manifests
import Ports

/// What stands before sources that a manifest doesn't name are deleted.
struct PruneGuards: Sendable {
    let prefix: String
    let limit: Int?

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
        if !isInteractive, !command.dryRun, !command.yes || limit == nil {
            throw Failure(
                .usage, "--prune asks before it deletes, and nobody can be asked here",
                hint: "add --yes --max-deletes N to confirm")
        }
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

    /// - Throws: 64 where more would be deleted than is allowed.
    func check(_ surplus: [SourceModel]) throws(Failure) {
        guard let limit, surplus.count > limit else { return }
        let names = surplus.prefix(20).map { "'\(Visible($0.name))'" }.joined(separator: ", ")
        throw Failure(
            .usage,
            "--prune would delete \(Counts.sources(surplus.count)), and --max-deletes allows \(limit): \(names)"
                + (surplus.count > 20 ? ", …" : "") + "; nothing was done",
            hint: "name them in the manifest, or allow more")
    }
}

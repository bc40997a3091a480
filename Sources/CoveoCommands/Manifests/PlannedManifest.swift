import CoveoPlatform
import JSON
import Manifests
import Synchronization

/// What a manifest would change, by one list of the organization's sources.
struct PlannedManifest: Sendable {
    let organization: OrganizationID
    var plan: ManifestPlan

    /// Lists the sources and compares.
    init(_ manifest: Manifest, connection: Connection) async throws {
        organization = try await connection.organization(for: manifest)
        plan = ManifestPlan(manifest, for: try await connection.client.sources(in: organization))
    }

    /// Looks again at each source that seems to lack a field: a list need not hold every field, the source itself does.
    mutating func complete(by connection: Connection, progress: Progress) async throws {
        let doubtful = plan.items.enumerated().compactMap { position, item -> (position: Int, id: String)? in
            guard case .update(let source, let changed) = item.step,
                changed.differences.contains(where: { $0.old == nil && $0.path.count == 1 })
            else { return nil }
            return (position, source.id)
        }
        let read = Mutex<[(Int, Result<SourceModel, any Error>)]>([])
        let organization = self.organization
        progress.begin("reading sources of \(organization)", total: doubtful.count)
        defer { progress.end() }
        await ConcurrentWork.each(of: doubtful, width: Self.width) { doubt in
            let result: Result<SourceModel, any Error>
            do {
                result = .success(try await connection.client.source(doubt.id, in: organization))
            } catch {
                result = .failure(error)
            }
            read.withLock { $0.append((doubt.position, result)) }
            progress.step()
        }
        for (position, result) in read.withLock({ $0 }) { plan.reconsider(position, on: try result.get()) }
        try Task.checkCancellation()
    }

    /// How many are read at a time.
    private static let width = 8
}

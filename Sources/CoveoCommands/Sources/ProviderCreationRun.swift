import CoveoPlatform
import JSON
import Ports

/// The security provider that `sources create --create-security-provider` makes for its source, in the order that the
/// vendor documents: the source first, then the provider that names it in `referencedBy`. A provider that is there
/// already is referenced by the source at its creation, the other documented order.
struct ProviderCreationRun: Sendable {
    let id: String
    let organization: OrganizationID
    let connection: Connection
    let context: Context

    /// Whether a provider of that ID is there, which the source then references.
    func isThere() async throws -> Bool {
        guard try await connection.client.securityProviderIfAny(id, in: organization) != nil else { return false }
        context.output.progress("the security provider '\(Visible(id))' is there already: the source references it")
        return true
    }

    /// Makes the provider of a source that is there.
    ///
    /// - Throws: what happened, that the source is there all the same, and how to go on.
    func run(forSource source: String) async throws {
        do {
            let draft = try SecurityProviderDraft(id: id, sources: [source])
            _ = try await context.creating(id) { tell in
                try await connection.client.createSecurityProvider(draft, in: organization, notice: tell)
            }
        } catch {
            let failure = await connection.explain(error)
            throw Failure(
                failure.code,
                "the source \(Visible(source)) was created, its security provider '\(Visible(id))' was not: \(failure.text)",
                hints: [
                    "go on with '\(coveo: "providers create \(ShellWord(id)) --source \(ShellWord(source))")'"
                ] + failure.hints)
        }
        context.output.progress("created the security provider '\(Visible(id))'")
        if try await !isReferred(source) {
            context.output.warning(
                "neither does the provider '\(Visible(id))' say that the source uses it, nor the source that it does")
            context.output.hint(
                "'\(coveo: "sources update \(ShellWord(source)) --security-provider \(ShellWord(id))")' references it")
        }
    }

    /// Whether one of them names the other. What a POST answers proves nothing: the provider is read, then the source.
    private func isReferred(_ source: String) async throws -> Bool {
        if try await connection.client.securityProvider(id, in: organization).isReferenced(bySource: source) {
            return true
        }
        return try await connection.client.source(source, in: organization).securityProviderIDs
            .contains { $0.hasSameBytes(as: id) }
    }
}

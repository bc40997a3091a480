import CoveoPlatform
import Ports

extension Selection<APIKey> {
    /// API keys as they are named on a command line, by ID or else by exact and unique name, each once.
    ///
    /// - Parameter deed: what is to be done to them: `deleted`.
    /// - Throws: 65 for one that is not there, or a name that several have.
    init(
        _ references: [String], to deed: String, in organization: OrganizationID, connection: Connection,
        context: Context
    ) async throws {
        let all = try await connection.client.apiKeys(in: organization)
        var keys: [APIKey] = []
        for reference in references {
            let key: APIKey
            do throws(Failure) {
                key = try Self.key(reference, among: all)
            } catch {
                throw references.count > 1 ? error.endingBefore(deed) : error
            }
            if !keys.contains(where: { $0.id.hasSameBytes(as: key.id) }) { keys.append(key) }
        }
        self.init(things: keys, organization: organization, connection: connection, context: context)
    }

    private static func key(_ reference: String, among all: [APIKey]) throws(Failure) -> APIKey {
        if let key = all.first(where: { $0.id.hasSameBytes(as: reference) }) { return key }
        let named = all.filter { $0.name.hasSameBytes(as: reference) }
        if named.count > 1 {
            throw Failure(
                .data,
                "\(named.count) API keys are called '\(Visible(reference))': "
                    + named.map { Visible($0.id).text }.joined(separator: ", "),
                hint: "name one by its ID")
        }
        guard let key = named.first else {
            let near = NearNames.nearest(to: reference, among: all.map(\.name) + all.map(\.id)).first
            throw Failure(
                .data, "there is no API key with the ID or name '\(Visible(reference))'",
                hint: near.map { "did you mean '\(Visible($0))'?" } ?? "'\(coveo: "keys list")' shows all")
        }
        return key
    }

    /// Asks before something is done to all of them.
    func confirm(_ deed: String) async throws {
        try await confirm(deed, kind: "the API key\(things.count == 1 ? "" : "s") ", consequence: consequence)
    }

    /// What follows for whoever uses them.
    private var consequence: String { " Whoever uses \(things.count == 1 ? "it" : "them") is locked out." }
}

import CoveoPlatform
import HTTP
import Ports

/// API keys as they are named on a command line: all are found before the first is touched.
struct KeySelection {
    /// By ID, or else by exact and unique name, each once.
    let keys: [APIKey]

    /// - Throws: 65 for one that is not there, or a name that several have.
    init(_ references: [String], among all: [APIKey]) throws(Failure) {
        var keys: [APIKey] = []
        for reference in references {
            let key = try Self.key(reference, among: all)
            if !keys.contains(where: { $0.id.hasSameBytes(as: key.id) }) { keys.append(key) }
        }
        self.keys = keys
    }

    /// Keys that were typed.
    ///
    /// - Throws: 64 for an empty text, in scripts a variable that was not set, and for blanks alone.
    static func check(_ references: [String]) throws(Failure) {
        guard references.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
            throw Failure(
                .usage, "the ID of an API key is empty or blank", hint: "is a variable of the script not set?")
        }
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
    ///
    /// - Parameter deed: `Delete`.
    func isConfirmed(
        _ deed: String, in organization: OrganizationID, connection: Connection, context: Context
    ) async throws -> Bool {
        let names = keys.map { "'\(Visible($0.name))' (\(Visible($0.id)))" }.joined(separator: ", ")
        return try await context.confirm(
            "\(deed) the API key\(keys.count == 1 ? "" : "s") \(names) of organization \(organization) at "
                + "\(Visible(connection.address.platform.host))? Whoever uses \(keys.count == 1 ? "it" : "them") is locked out.",
            default: false, flag: "--yes")
    }

    /// Does something to each; one that fails leaves the others done.
    ///
    /// - Returns: the outcome of each that was come to, and the exit code of all.
    func forEach(
        connection: Connection, context: Context, _ body: (APIKey) async throws -> Bool
    ) async throws -> (outcomes: [(key: APIKey, isDone: Bool)], code: ExitCode) {
        var outcomes: [(key: APIKey, isDone: Bool)] = []
        var codes: [ExitCode] = []
        for key in keys {
            var isDone = false
            do {
                isDone = try await body(key)
            } catch  where !(error is CancellationError) {
                let failure = await connection.explain(error)
                codes.append(failure.code)
                context.output.failure(failure)
                if failure.code == .interrupted { break }
            }
            outcomes.append((key, isDone))
        }
        return (outcomes, ExitCode.worst(of: codes))
    }
}

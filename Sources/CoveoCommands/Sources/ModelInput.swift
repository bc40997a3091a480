import JSON
import Ports

/// A source model from a file, or from stdin where it is called `-`.
struct ModelInput {
    let path: String
    private static let limit = 16 << 20

    /// Reads it.
    ///
    /// - Throws: 66 for a file that can't be read, 65 for what is no JSON, 64 where stdin is a terminal.
    func read(in context: Context) async throws -> JSONValue {
        let bytes: [UInt8]
        if path == "-" {
            guard !context.world.terminal.inputIsTerminal else {
                throw Failure(
                    .usage, "--model - reads the model from stdin, and nothing is piped in",
                    hint: "as in '\(coveo: "sources create --model -") < model.json'")
            }
            bytes = try await context.world.terminal.readInput(limit: Self.limit)
        } else {
            bytes = try context.world.files.read(path, limit: Self.limit)
        }
        do throws(JSONFailure) {
            return try JSONValue(parsing: bytes)
        } catch {
            let name = path == "-" ? "standard input" : Visible(path).text
            throw Failure(
                .data, "\(name) holds no JSON that can be read: \(Failure.words(for: error))", hint: "mend the model")
        }
    }
}

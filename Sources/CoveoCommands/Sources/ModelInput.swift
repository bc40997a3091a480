import JSON
import Ports

/// A source model from a file, or from stdin where it is called `-`.
struct ModelInput {
    let path: String
    /// 16 MiB: a source's model is some kB.
    private static let limit = 16 << 20

    /// Reads it.
    ///
    /// - Throws: 66 for a file that can't be read, 65 for what is no JSON, 64 where stdin is a terminal.
    func read(in context: Context) async throws -> JSONValue {
        let input = TextInput(path: path, limit: Self.limit)
        let bytes = try await input.read(
            in: context, option: "--model", example: "\(coveo: "sources create --model -") < model.json")
        do throws(JSONFailure) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw Failure(
                .data, "\(input.name) holds no JSON that can be read: \(Failure.words(for: error))",
                hint: "mend the model")
        }
    }
}

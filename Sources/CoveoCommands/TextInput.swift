import Ports

/// What an option reads from a file, or from stdin where it is called `-`.
struct TextInput {
    let path: String
    /// In bytes. What is read is held whole, and some texts take fifty times as much then.
    let limit: Int
    /// What stands before the path on the command line, to tell it from the text itself.
    var mark = ""

    /// As people read it.
    var name: String { isStandardInput ? "standard input" : Visible(path).text }

    var isStandardInput: Bool { path == "-" }

    /// Reads it whole.
    ///
    /// - Parameters:
    ///   - option: that named it.
    ///   - example: of a command that pipes something in.
    /// - Throws: 66 for a file that can't be read, 64 where stdin is a terminal.
    func read(in context: Context, option: String, example: Hint) async throws -> [UInt8] {
        guard isStandardInput else { return try context.world.files.read(path, limit: limit) }
        guard !context.world.terminal.inputIsTerminal else {
            throw Failure(
                .usage, "\(option) \(mark)- reads from stdin, and nothing is piped in", hint: "as in '\(example)'")
        }
        return try await context.world.terminal.readInput(limit: limit)
    }
}

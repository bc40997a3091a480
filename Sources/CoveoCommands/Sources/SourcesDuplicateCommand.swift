import ArgumentParser
import CoveoPlatform
import HTTP
import JSON
import Ports

/// `coveo sources duplicate`: a copy of a source's settings under another name, without its items.
struct SourcesDuplicateCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicate",
        abstract: "Make a copy of a source under another name and print its ID.",
        usage: "coveo sources duplicate <source> <new-name> [options]",
        discussion: """
            Settings are copied, items are not. The ID of the copy alone goes to stdout.
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: String

    @Argument(help: "The name of the copy.", completion: .freeText)
    var newName: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source, newName])
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let client = connection.client
            let original = try await client.resolveSource(source, in: organization)
            try await connection.checkUntaken(newName, in: organization)
            let copy: CreatedSource
            do {
                copy = try await context.creating(newName) { tell in
                    try await client.duplicateSource(original, as: newName, in: organization, notice: tell)
                }
            } catch let failure as SourceCreationFailure {
                throw Self.words(for: failure)
            } catch  where error is CancellationError || (error as? TransportFailure) == .cancelled {
                context.output.warning("interrupted while '\(Visible(newName))' was being created: it may be there")
                context.output.hint("look with '\(coveo: "sources list")'")
                throw error
            }
            do {
                if context.output.isJSON {
                    try context.output.value(["id": .string(copy.id), "name": .string(newName), "changed": true])
                } else {
                    try context.output.result(Visible(copy.id).text)
                }
            } catch {
                throw Failure.untold(copy.id, name: newName, because: error)
            }
            context.output.hint("check it with: \(coveo: "sources verify \(ShellWord(copy.id)) --wait 60")")
            return .done
        }
    }

    /// No `--if-not-exists` makes a copy safe to repeat.
    private static func words(for failure: SourceCreationFailure) -> Failure {
        let words = Failure(failure)
        switch failure {
        case .outcomeUnknown:
            return Failure(
                words.code, words.text, hint: "look again with '\(coveo: "sources list")' before you repeat it")
        case .foundUnproven(let id, _):
            return Failure(
                words.code, words.text, hint: "'\(coveo: "sources show \(ShellWord(id))")' shows it")
        case .foundAnother, .foundSeveral: return words
        }
    }
}

extension Connection {
    /// Looks that no source has a name that one is to get.
    ///
    /// - Throws: 65 where one has it.
    func checkUntaken(_ name: String, in organization: OrganizationID) async throws {
        let named = try await client.sources(in: organization).named(name)
        guard let taken = named.first else { return }
        throw Failure(
            .data, "there is a source '\(Visible(name))' already: \(Visible(taken.id))",
            hint: "a source's name is unique in its organization: take another one")
    }
}

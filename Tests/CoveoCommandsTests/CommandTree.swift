import ArgumentParser
import Testing

@testable import CoveoCommands

/// The commands that a person is shown, from the parser's own tree.
struct CommandTree: Sendable, CustomTestStringConvertible {
    let type: any ParsableCommand.Type
    /// Below `coveo`.
    let names: [String]

    var testDescription: String { (["coveo"] + names).joined(separator: " ") }
    var configuration: CommandConfiguration { type.configuration }
    var isGroup: Bool { !configuration.subcommands.isEmpty }
    var notes: HelpNotes { (type as? any Explained.Type)?.notes ?? HelpNotes() }

    /// What it takes besides the global options.
    var arguments: [CommandOutline.Argument] {
        CommandOutline(type).arguments.filter { $0.group == nil && !$0.names.contains("--help") }
    }

    /// The commands below it that are shown.
    var children: [CommandTree] {
        configuration.subcommands.filter { $0.configuration.shouldDisplay }.map {
            CommandTree(type: $0, names: names + [$0.configuration.commandName ?? ""])
        }
    }

    static let root = CommandTree(type: RootCommand.self, names: [])
    /// All of them, groups before their commands.
    static let shown: [CommandTree] = below(root)

    private static func below(_ command: CommandTree) -> [CommandTree] {
        [command] + command.children.flatMap(below)
    }
}

import ArgumentParser

/// What `--help` and `coveo help` show: of a command, of a group, or of a topic. Laid out where the width is known.
struct HelpPage: Equatable, Sendable {
    let blocks: [HelpBlock]

    init(_ topic: HelpTopic) {
        blocks = topic.blocks
    }

    /// - Parameters:
    ///   - names: of the command below `coveo`.
    init(_ command: any ParsableCommand.Type, names: [String]) {
        let configuration = command.configuration
        let isGroup = !configuration.subcommands.isEmpty
        // A group's outline would be that of all its commands; its own options are the global ones.
        let arguments = CommandOutline(isGroup ? GlobalOptions.self : command).arguments
        let notes = (command as? any Explained.Type)?.notes ?? HelpNotes()
        var blocks: [HelpBlock] = [.paragraph(configuration.abstract)] + HelpBlock.blocks(of: configuration.discussion)
        blocks += [.heading("Usage"), .paragraph(configuration.usage ?? "")]
        blocks += Self.subcommands(configuration)
        if names.isEmpty { blocks += Self.topics }
        blocks += Self.section("Arguments", arguments.filter(\.isPositional))
        // Asking for help is one of the options of every command, and a group's own are all global.
        let own = arguments.filter { !$0.isPositional && $0.group == nil && (!isGroup || $0.names.contains("--help")) }
        blocks += Self.section("Options", own, isRoot: names.isEmpty)
        blocks += Self.section(
            "Global options", arguments.filter { !$0.isPositional && !own.contains($0) })
        blocks += Self.notes(notes)
        blocks += Self.more(names, isGroup: isGroup, notes)
        self.blocks = blocks
    }

    private static func section(
        _ title: String, _ arguments: [CommandOutline.Argument], isRoot: Bool = false
    ) -> [HelpBlock] {
        var rows = arguments.map { HelpBlock.Row($0.label, $0.words) }
        if isRoot { rows.append(HelpBlock.Row("--version", "Show the version.")) }
        return rows.isEmpty ? [] : [.heading(title), .rows(rows)]
    }

    private static func subcommands(_ configuration: CommandConfiguration) -> [HelpBlock] {
        let rows = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }.map {
            HelpBlock.Row(([$0.commandName ?? ""] + $0.aliases).joined(separator: ", "), $0.abstract)
        }
        return rows.isEmpty ? [] : [.heading("Commands"), .rows(rows)]
    }

    private static var topics: [HelpBlock] {
        [.heading("Topics"), .rows(HelpTopic.allCases.map { HelpBlock.Row($0.rawValue, $0.abstract) })]
    }

    private static func notes(_ notes: HelpNotes) -> [HelpBlock] {
        var blocks: [HelpBlock] = []
        if !notes.examples.isEmpty { blocks += [.heading("Examples"), .commands(notes.examples)] }
        if !notes.variables.isEmpty { blocks += [.heading("Environment"), .rows(notes.variables.map(\.row))] }
        if !notes.exits.isEmpty {
            blocks.append(.heading("Exit status"))
            blocks.append(.rows(notes.exits.map { HelpBlock.Row(String($0.code.rawValue), $0.words) }))
        }
        return blocks
    }

    private static func more(_ names: [String], isGroup: Bool, _ notes: HelpNotes) -> [HelpBlock] {
        var rows: [HelpBlock.Row] = []
        if isGroup {
            let command = (["coveo", "help"] + names).joined(separator: " ")
            rows.append(HelpBlock.Row("\(command) COMMAND", "All about one of the commands."))
        }
        if names.isEmpty { rows.append(HelpBlock.Row("coveo help TOPIC", "All about one of the topics.")) }
        let topics = notes.topics + (names.isEmpty ? [] : [.environment, .exitCodes])
        rows += topics.map { HelpBlock.Row("coveo help \($0.rawValue)", $0.abstract) }
        return [.heading("More"), .rows(rows)]
    }
}

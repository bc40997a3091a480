import ArgumentParser

@testable import CoveoCommands

/// The manual page of a command, or of a group with its commands as sections: from the parser's own definitions and the
/// notes that `--help` shows.
struct ManualPage {
    let command: CommandTree
    private var mdoc = Mdoc()

    /// Of the first version: a page is the same on every day that it is made.
    private static let date = "January 1, 2026"
    /// The topics that the page of a command tells whole.
    private static let topics: [String: HelpTopic] = ["login": .login, "auth": .stores, "sources": .manifests]

    init(_ command: CommandTree) {
        self.command = command
        let isRoot = command.names.isEmpty
        Self.head(command.pageName, command.configuration.abstract, into: &mdoc)
        let leaves = command.isGroup && !isRoot ? command.children.filter { !$0.isSecond } : [command]
        for leaf in leaves { mdoc.usage(leaf.configuration.usage ?? "", below: leaf.names.count + 1) }
        mdoc.macro("Sh DESCRIPTION")
        body(of: command)
        if isRoot { commands() }
        if command.isGroup, !isRoot { subcommands(leaves) }
        options()
        topic()
        environment(leaves)
        if isRoot { files() }
        exitStatus()
        examples()
        seeAlso()
    }

    /// As it is committed.
    var text: String { mdoc.page }

    /// What every page begins with.
    static func head(_ name: String, _ abstract: String, into mdoc: inout Mdoc) {
        mdoc.macro("\\\" Made from the program's own help; CONTRIBUTING.md tells how.")
        mdoc.macro("Dd \(date)")
        mdoc.macro("Dt \(name.uppercased()) 1")
        mdoc.macro("Os")
        mdoc.macro("Sh NAME")
        mdoc.macro("Nm \(name)")
        let line = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        mdoc.macro("Nd \(Mdoc.escaped(line.prefix(1).lowercased() + line.dropFirst()))")
        mdoc.macro("Sh SYNOPSIS")
    }

    private mutating func body(of command: CommandTree) {
        mdoc.text(command.configuration.abstract)
        for alias in command.configuration.aliases {
            mdoc.text("The word '\(alias)' does the same.")
        }
        for block in HelpBlock.blocks(of: command.configuration.discussion) {
            if case .paragraph = block { mdoc.macro("Pp") }
            add(block)
        }
    }

    private mutating func add(_ block: HelpBlock) {
        switch block {
        case .heading(let title): mdoc.macro("Ss \(Mdoc.escaped(title))")
        case .paragraph(let text): mdoc.text(text)
        case .rows(let rows): mdoc.list(rows, term: Mdoc.term)
        case .commands(let commands): mdoc.literal(commands)
        }
    }

    private mutating func commands() {
        mdoc.macro("Sh COMMANDS")
        mdoc.macro("Bl -tag -width Ds")
        for child in command.children {
            mdoc.macro("It Xr \(child.pageName) 1")
            mdoc.text(child.configuration.abstract)
        }
        mdoc.macro("El")
        mdoc.macro("Pp")
        mdoc.text("'coveo help' explains these topics:")
        mdoc.list(HelpTopic.allCases.map { HelpBlock.Row($0.rawValue, $0.abstract) }) { "Cm \(Mdoc.escaped($0))" }
    }

    private mutating func subcommands(_ leaves: [CommandTree]) {
        mdoc.macro("Sh COMMANDS")
        for leaf in leaves {
            mdoc.macro("Ss \(Mdoc.escaped(leaf.testDescription))")
            body(of: leaf)
            let own = leaf.arguments
            if !own.isEmpty { mdoc.list(own) }
            if !leaf.notes.exits.isEmpty {
                mdoc.macro("Pp")
                mdoc.text("Exit status:")
                mdoc.exits(leaf.notes.exits)
            }
            mdoc.macro("Pp")
            mdoc.text("Examples:")
            mdoc.literal(leaf.notes.examples)
        }
    }

    private mutating func options() {
        let own = command.isGroup ? [] : command.arguments
        if !own.isEmpty {
            mdoc.macro("Sh OPTIONS")
            mdoc.list(own)
        }
        mdoc.macro("Sh GLOBAL OPTIONS")
        guard command.names.isEmpty else {
            mdoc.text("The options that every command takes, anywhere before '--', are in")
            mdoc.macro("Xr coveo 1 .")
            return
        }
        mdoc.text("Every command takes them, anywhere before '--'.")
        mdoc.list(CommandOutline(GlobalOptions.self).arguments)
    }

    private mutating func topic() {
        guard let topic = command.names.first.flatMap({ Self.topics[$0] }) else { return }
        mdoc.macro("Sh \(topic.rawValue.uppercased())")
        var isFirst = true
        for block in topic.text {
            if case .paragraph = block, !isFirst, mdoc.lines.last?.hasPrefix(".Ss") == false { mdoc.macro("Pp") }
            add(block)
            isFirst = false
        }
    }

    private mutating func environment(_ leaves: [CommandTree]) {
        mdoc.macro("Sh ENVIRONMENT")
        guard !command.names.isEmpty else {
            mdoc.text("An option goes before its variable, a variable before the profile's setting.")
            mdoc.list(HelpVariable.groups.flatMap(\.variables).map(\.row)) { "Ev \($0)" }
            return
        }
        let mattering = Set((leaves + [command]).flatMap(\.notes.variables))
        let rows = HelpVariable.allCases.filter(mattering.contains).map(\.row)
        if !rows.isEmpty { mdoc.list(rows) { "Ev \($0)" } }
        if !rows.isEmpty { mdoc.macro("Pp") }
        mdoc.text("All of them are in")
        mdoc.macro("Xr coveo 1 .")
    }

    private mutating func files() {
        mdoc.macro("Sh FILES")
        mdoc.list([
            HelpBlock.Row("~/.config/coveo/config.json", "The settings of profiles; it never holds a secret."),
            HelpBlock.Row(
                "~/.local/share/coveo/credentials.json",
                "The store 'file': logins, not encrypted, for their owner alone."),
            HelpBlock.Row("$XDG_RUNTIME_DIR/coveo", "Locks between processes."),
        ]) { "Pa \(Mdoc.escaped($0))" }
    }

    private mutating func exitStatus() {
        mdoc.macro("Sh EXIT STATUS")
        if command.names.isEmpty {
            mdoc.exits(CoveoCommands.ExitCode.allCases.map { ($0, $0.words) })
            mdoc.macro("Pp")
            mdoc.text(
                "Where several things went wrong, the first of these is the status: \(CoveoCommands.ExitCode.order).")
            return
        }
        if !command.isGroup, !command.notes.exits.isEmpty {
            mdoc.exits(command.notes.exits)
            mdoc.macro("Pp")
        }
        mdoc.text("All of them are in")
        mdoc.macro("Xr coveo 1 .")
    }

    private mutating func examples() {
        mdoc.macro("Sh EXAMPLES")
        mdoc.literal(command.notes.examples)
    }

    private mutating func seeAlso() {
        mdoc.macro("Sh SEE ALSO")
        let others = ([CommandTree.root] + CommandTree.root.children).map(\.pageName) + ["coveo-sandbox"]
        let names = others.filter { $0 != command.pageName }.sorted()
        for (index, name) in names.enumerated() {
            mdoc.macro("Xr \(name) 1" + (index < names.count - 1 ? " ," : ""))
        }
    }
}

extension Mdoc {
    /// The macro of a term in a table.
    static func term(_ term: String) -> String {
        if term.hasPrefix("--") { return "Fl \(escaped(String(term.dropFirst())))" }
        return term.hasPrefix("COVEO_") ? "Ev \(term)" : "Cm \(escaped(term))"
    }

    mutating func exits(_ exits: [(code: CoveoCommands.ExitCode, words: String)]) {
        list(exits.map { HelpBlock.Row(String($0.code.rawValue), $0.words) }) { $0 }
    }
}

extension CommandTree {
    /// The page's name: `coveo-sources`.
    var pageName: String { (["coveo"] + names).joined(separator: "-") }

    /// Whether it stands right below `coveo`, too, as 'coveo login' does.
    var isSecond: Bool { names.count > 1 && CommandTree.root.children.contains { $0.type == type } }
}

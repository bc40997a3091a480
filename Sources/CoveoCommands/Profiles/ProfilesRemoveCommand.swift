import ArgumentParser
import CoveoPlatform
import JSON
import Ports
import TokenCache

/// `coveo profiles remove`: logs out, then forgets the settings.
struct ProfilesRemoveCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Log a profile out and delete its settings.",
        usage: "coveo profiles remove <name> [--yes] [--force]",
        discussion: """
            Where the current profile goes, the only one left becomes the current one,
            and of several 'default'. Where the profile's store can't be used, --force
            deletes its settings all the same, and says what may be left there.
            """)

    @Argument(help: "The profile.", completion: .profile)
    var name: String

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @Flag(help: "Go on where the store can't be used; what it holds stays there.")
    var force = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var errand: Errand { .ending }
    var again: String? { "profiles remove \(ShellWord(name))\(yes ? " --yes" : "")" }

    func run(in context: Context) async throws -> ExitCode {
        let name = try context.named(name)
        let configuration = try context.configuration()
        let store = try context.storeChoice(of: name).name
        let survey = try await context.survey(and: store)
        let known = KnownProfiles(items: survey.items, configuration: configuration)
        guard known.contains(name) else {
            throw try context.absence(of: name, among: known.names, survey)
        }
        if !force, let failure = survey.failures[store] { throw failure }
        if !yes {
            let question = "Remove profile '\(Visible(name))': \(contents(of: name, known, configuration))?"
            guard try await context.confirm(question, default: false, flag: "--yes") else {
                throw Failure(.no, "nothing was removed", hint: "answer yes, or add --yes, to remove it")
            }
        }
        // The login first: what is left of a profile whose login can't be deleted can be removed later.
        let logout = Logout(context: context, isForced: force, isRemoval: true)
        let ended = try await logout.end(name, alsoIn: survey.stores(of: name))
        if ended.isDeleted || !ended.left.isEmpty { logout.tell(ended, keepsNote: false) }
        let wasCurrent = (configuration.currentProfile ?? "default").hasSameBytes(as: name)
        let successor = Self.successor(in: known, of: name)
        let hasSettings = configuration.profiles.contains(where: name.hasSameBytes(as:))
        if hasSettings || wasCurrent && configuration.currentProfile != successor {
            try await context.write { configuration in
                configuration.remove(name)
                // Read anew: somebody may have chosen another one while the question stood.
                let isCurrent = (configuration.currentProfile ?? "default").hasSameBytes(as: name)
                if isCurrent { configuration.currentProfile = successor }
            }
        }
        try tell(ended, current: wasCurrent ? successor ?? "default" : nil, known, context)
        try context.noteOwnStore(of: name, configuration)
        return .done
    }

    /// What goes, for the question.
    private func contents(of name: String, _ known: KnownProfiles, _ configuration: Configuration) -> String {
        let login = known.platformHost(of: name).map { "its login at \(Visible($0))" }
        let keys = configuration.keys(of: name)
        let settings = keys.isEmpty ? nil : "its settings (\(Visible(keys.joined(separator: ", "))))"
        let contents = [login, settings].compactMap { $0 }
        return contents.isEmpty ? "it has neither login nor settings" : contents.joined(separator: " and ")
    }

    /// The current profile after the one that goes: nothing said, which is `default`, unless another one is the only
    /// one left.
    private static func successor(in known: KnownProfiles, of name: String) -> String? {
        let rest = known.names.filter { !$0.hasSameBytes(as: name) }
        return rest.count == 1 && rest[0] != "default" ? rest[0] : nil
    }

    /// - Parameter current: which profile is the current one instead of this one.
    private func tell(
        _ ended: Logout.Ended, current: String?, _ known: KnownProfiles, _ context: Context
    ) throws {
        let output = context.output
        if output.isJSON {
            let current = try current ?? context.configurationAnew().currentProfile ?? "default"
            var members = ended.members
            members["current"] = .string(current)
            try output.value(.object(members))
        }
        output.progress("\(output.errorStyle.green("✓")) Removed profile \(Visible(name))")
        let rest = known.names.filter { !$0.hasSameBytes(as: name) }
        guard let current, !(rest.isEmpty && current.hasSameBytes(as: name)) else { return }
        if rest.isEmpty || rest.contains(where: current.hasSameBytes(as:)) {
            output.progress("the current profile is now '\(Visible(current))'")
        } else {
            output.progress(
                "no profile is the current one any more; there are: \(Visible(rest.joined(separator: ", ")))")
            output.hint("choose one with 'coveo profiles use NAME'")
        }
    }
}

import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo profiles use`: makes a profile the current one.
struct ProfilesUseCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Make a profile the current one.",
        usage: "coveo profiles use <name> [options]",
        discussion: "For one command, or one shell: --profile NAME, or COVEO_PROFILE.")

    @Argument(help: "The profile.", completion: .profile)
    var name: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let name = try context.named(name)
        let configuration = try context.configuration()
        try await context.checkProfileExists(name, configuration: configuration)
        let isChanged = configuration.currentProfile?.hasSameBytes(as: name) != true
        if isChanged { try await context.write { $0.currentProfile = name } }
        if context.output.isJSON {
            try context.output.value(["profile": .string(name), "changed": .bool(isChanged)])
        }
        let output = context.output
        output.progress(
            "\(output.errorStyle.green("✓")) '\(Visible(name))' is \(isChanged ? "now" : "already") the current profile"
        )
        context.warnOfOverridingVariables(beside: name)
        return .done
    }
}

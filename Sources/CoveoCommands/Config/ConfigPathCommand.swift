import ArgumentParser
import JSON
import Ports

/// `coveo config path`: where `config.json` is, whether it exists or not, damaged or not.
struct ConfigPathCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Print where config.json is.",
        usage: "coveo config path [options]",
        discussion: """
            COVEO_CONFIG_DIR names the folder; else it is $XDG_CONFIG_HOME/coveo, or
            ~/.config/coveo.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        guard let path = Configuration.path(context.world.environment) else { throw Failure.noConfigurationPath }
        if context.output.isJSON {
            try context.output.value(.string(path))
        } else {
            try context.output.result(Visible(path).text)
        }
        return .done
    }
}

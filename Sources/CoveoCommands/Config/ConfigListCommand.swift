import ArgumentParser
import JSON
import Ports

/// `coveo config list`: what holds for a profile, and with `--origin` why.
struct ConfigListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the value that each key has.",
        usage: "coveo config list [--origin] [options]",
        discussion: """
            What flag, environment, config.json or default says, in this order, and of the
            organization what the login says; --origin tells which. A table on a terminal;
            in a pipe, tab-separated lines without a header. Keys without any value are
            empty.
            """)

    @Flag(help: "Show where each value comes from.")
    var origin = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        try await context.checkProfileExists(profile, configuration: configuration)
        var settings: [SettingInForce] = []
        for key in ConfigurationKey.allCases {
            var setting = SettingInForce(
                key, globals: globals, environment: context.world.environment, configuration: configuration,
                profile: profile)
            if key == .organization, setting.value == nil, context.variableToken == nil,
                let organization = try await context.organization(ofLogin: profile)
            {
                setting = SettingInForce(organization: organization, ofLogin: profile)
            }
            settings.append(setting)
        }
        try print(settings, context.output)
        if context.variableToken != nil {
            context.output.hint(
                "COVEO_ACCESS_TOKEN is set: until it is unset, no profile and none of its settings count")
        }
        return .done
    }

    private func print(_ settings: [SettingInForce], _ output: Output) throws {
        if output.isJSON { return try output.value(.array(settings.map { .object($0.members) })) }
        let table = Table(
            columns: [.whole("key"), .whole("value")] + (origin ? [.text("origin")] : []),
            rows: settings.map { setting in
                [setting.key.rawValue, setting.text] + (origin ? [setting.origin?.words ?? "not set"] : [])
            })
        try output.table(table)
    }
}

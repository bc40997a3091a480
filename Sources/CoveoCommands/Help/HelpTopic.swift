/// What `coveo help` explains besides commands.
enum HelpTopic: String, CaseIterable, Sendable {
    case environment
    case exitCodes = "exit-codes"
    case login
    case stores
    case manifests

    /// One line about it.
    var abstract: String {
        switch self {
        case .environment: "The environment variables that change what coveo does."
        case .exitCodes: "What the exit status of a command means."
        case .login: "The ways to log in, and which one is taken."
        case .stores: "Where logins are kept, and what to do where there is no keyring."
        case .manifests: "Sources in a file under version control."
        }
    }

    /// The page.
    var blocks: [HelpBlock] {
        var blocks: [HelpBlock] = [.paragraph(abstract)] + text
        if !examples.isEmpty { blocks += [.heading("Examples"), .commands(examples)] }
        if !commands.isEmpty { blocks += [.heading("More"), .rows(commands)] }
        return blocks
    }

    /// What the page says below its abstract.
    var text: [HelpBlock] {
        switch self {
        case .environment: Self.environmentText
        case .exitCodes: Self.exitCodesText
        case .login: Self.loginText
        case .stores: Self.storesText
        case .manifests: Self.manifestsText
        }
    }

    private static var environmentText: [HelpBlock] {
        [
            .paragraph(
                "An option goes before its variable, a variable before the profile's setting. An empty one counts as not set."
            )
        ]
            + HelpVariable.groups.flatMap { group in
                [.heading(group.title), .rows(group.variables.map(\.row))]
            }
    }

    private static var exitCodesText: [HelpBlock] {
        [
            .rows(ExitCode.allCases.map { HelpBlock.Row(String($0.rawValue), $0.words) }),
            .paragraph(
                "Where several things went wrong in one command, the first of these is its status: \(ExitCode.order). A closed pipe ends a command in silence, by SIGPIPE."
            ),
        ]
    }

    /// Commands to try, which a test runs.
    var examples: [String] {
        switch self {
        case .environment: []
        case .exitCodes:
            [
                "# ask whether a source is there as it should be",
                "coveo sources verify Docs --visibility shared && echo ready",
                "# create it only where there is none", "coveo sources create Docs --if-not-exists",
            ]
        case .login:
            [
                "coveo login --org myorg",
                "# with an API key from a file or a secret manager, and never as an argument",
                "coveo login --with-token --org myorg --profile bot < token", "coveo auth status",
            ]
        case .stores:
            [
                "# what is wrong, for you or for a bug report; it shows no secret", "coveo auth doctor",
                "coveo auth move --to file",
            ]
        case .manifests:
            [
                "coveo sources export > sources.yaml", "coveo sources diff -f sources.yaml",
                "coveo sources apply -f sources.yaml --dry-run", "coveo sources apply -f sources.yaml --yes",
            ]
        }
    }

    /// The commands that it is about.
    private var commands: [HelpBlock.Row] {
        switch self {
        case .environment, .exitCodes: []
        case .login: [HelpBlock.Row("coveo login --help", "All options of the command.")]
        case .stores:
            [
                HelpBlock.Row("coveo help auth doctor", "What is wrong with a store."),
                HelpBlock.Row("coveo help auth move", "Moving a login to another one."),
            ]
        case .manifests:
            ["diff", "apply", "export"].map { HelpBlock.Row("coveo help sources \($0)", "All options of '\($0)'.") }
        }
    }
}

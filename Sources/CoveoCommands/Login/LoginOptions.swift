import ArgumentParser
import CoveoPlatform

/// The options of `coveo login`.
struct LoginOptions: ParsableArguments, Sendable {
    @Flag(exclusivity: .exclusive)
    var way: LoginWay?

    @Option(
        help: ArgumentHelp("us, ca, eu or au.", valueName: "region"), completion: .list(Region.allCases.map(\.rawValue))
    )
    var region: [String] = []

    @Option(
        help: ArgumentHelp("production, hipaa, staging or development.", valueName: "name"),
        completion: .list(PlatformEnvironment.allCases.map(\.rawValue)))
    var environment: [String] = []

    @Option(help: ArgumentHelp("A base URL that replaces region and environment.", valueName: "url"))
    var platformUrl: [String] = []

    @Option(help: ArgumentHelp("The Push API's base URL, beside --platform-url.", valueName: "url"))
    var pushUrl: [String] = []

    @Option(help: ArgumentHelp("The OAuth client (default: cli).", valueName: "id"))
    var clientId: [String] = []

    @Option(help: ArgumentHelp("The scope to ask for; repeatable (default: full).", valueName: "scope"))
    var scope: [String] = []

    @Option(
        help: ArgumentHelp(
            "The loopback port of the redirect; repeatable (default: 52296, then 32111; 0 is any free port).",
            valueName: "port"))
    var redirectPort: [UInt16] = []

    @Option(help: ArgumentHelp("How long the login may take (default: 300).", valueName: "seconds"))
    var loginTimeout: [Double] = []

    @Option(help: ArgumentHelp("Fail unless this user name or e-mail address logged in.", valueName: "name"))
    var expectAccount: [String] = []
}

import ArgumentParser
import CoveoPlatform
import Ports

/// The options of `coveo login`.
struct LoginOptions: ParsableArguments, Sendable {
    @Flag
    var way: [LoginWay] = []

    @Option(
        help: ArgumentHelp("us, ca, eu or au.", valueName: "region"), completion: .list(Region.allCases.map(\.rawValue))
    )
    var region: [String] = []

    @Option(
        help: ArgumentHelp("production, hipaa, staging or development.", valueName: "name"),
        completion: .list(PlatformEnvironment.allCases.map(\.rawValue)))
    var environment: [String] = []

    @Option(
        help: ArgumentHelp("A base URL that replaces region and environment.", valueName: "url"), completion: .freeText)
    var platformUrl: [String] = []

    @Option(
        help: ArgumentHelp("The Push API's base URL, beside --platform-url.", valueName: "url"), completion: .freeText)
    var pushUrl: [String] = []

    @Option(help: ArgumentHelp("The OAuth client (default: cli).", valueName: "id"), completion: .freeText)
    var clientId: [String] = []

    @Flag(
        name: .customLong("client-secret-stdin"), help: "Read the client's secret from stdin; it is kept in the store.")
    var clientSecretStdin = false

    @Option(help: ArgumentHelp("How the client shows its secret: basic, post or none.", valueName: "method"))
    var clientAuth: [ClientAuthentication] = []

    @Option(
        help: ArgumentHelp("An authorization server of your own, by its issuer identifier.", valueName: "url"),
        completion: .freeText)
    var issuer: [String] = []

    @Option(
        help: ArgumentHelp("Where a person signs in, in place of the platform's or the issuer's.", valueName: "url"),
        completion: .freeText)
    var authorizationEndpoint: [String] = []

    @Option(help: ArgumentHelp("Where tokens are given.", valueName: "url"), completion: .freeText)
    var tokenEndpoint: [String] = []

    @Option(help: ArgumentHelp("Where a device login begins.", valueName: "url"), completion: .freeText)
    var deviceAuthorizationEndpoint: [String] = []

    @Option(help: ArgumentHelp("Where tokens are revoked.", valueName: "url"), completion: .freeText)
    var revocationEndpoint: [String] = []

    @Option(
        help: ArgumentHelp("The scope to ask for; repeatable (default: full).", valueName: "scope"),
        completion: .freeText)
    var scope: [String] = []

    @Option(
        help: ArgumentHelp(
            "The loopback port of the redirect; repeatable (default: 52296, then 32111; 0 is any free port).",
            valueName: "port"), completion: .freeText)
    var redirectPort: [UInt16] = []

    @Option(help: storeHelp, completion: .list(StoreName.offered))
    var store: [String] = []

    @Option(
        help: ArgumentHelp("How long the login may take (default: 300).", valueName: "seconds"), completion: .freeText)
    var loginTimeout: [Double] = []

    @Option(
        help: ArgumentHelp("Fail unless this user name or e-mail address logged in.", valueName: "name"),
        completion: .freeText)
    var expectAccount: [String] = []

    /// `--store`, wherever a login is made.
    static let storeHelp = ArgumentHelp(
        "Where the login is kept, now and from then on: secret-service, helper:NAME or file.", valueName: "name")
}

import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo keys create`: a key with the least privileges for what it is made for; its value alone on stdout, once.
struct KeysCreateCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an API key for one source, and print its value, once.",
        usage: "coveo keys create --for push --source <source> [options]",
        discussion: """
            The key may push to that source and nothing else: SOURCE EDIT and VIEW on it,
            and ORGANIZATION VIEW. Its value alone goes to stdout, its ID to stderr. A
            value that was lost is lost for good: then the key is disabled, and the error
            names it.
            """)

    @Option(
        help: ArgumentHelp("What the key is for: push.", valueName: "what"),
        completion: .list([PrivilegePurpose.push.rawValue]))
    var `for`: [String] = []

    @Option(
        help: ArgumentHelp("The source that it is for: an ID, or an exact name.", valueName: "source"),
        completion: .source)
    var source: [String] = []

    @Option(help: ArgumentHelp("How long it lives: 90d, 12h, 4w, 6m, 1y.", valueName: "time"), completion: .freeText)
    var expires: [String] = []

    @Option(
        help: ArgumentHelp("Keep it as the login of this profile instead of printing it.", valueName: "profile"),
        completion: .freeText)
    var storeAs: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --store-as: where that login is kept: secret-service, helper:NAME or file.", valueName: "name"),
        completion: .list(StoreName.offered))
    var store: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let purpose = try purpose()
        guard let source = try single(source, "--source") else {
            throw Failure(.usage, "the source is not named", hint: "name the one that the key is for with --source")
        }
        try checkNamed([source])
        let lifetime = try single(expires, "--expires").map { try KeyLifetime(typed: $0) }
        let profile = try single(storeAs, "--store-as")
        if let profile { try Self.check(profile) }
        let store = try single(store, "--store")
        if let store {
            _ = try StoreName(typed: store, "--store")
            guard profile != nil else {
                throw Failure(
                    .usage, "--store stands beside --store-as only: a printed key is kept nowhere",
                    hint: "add --store-as PROFILE")
            }
        }
        return try await context.connected { connection in
            let organization = try await connection.organization()
            var login: KeyLogin?
            if let profile {
                login = try await KeyLogin(
                    profile, in: store, for: words(purpose, source, storeAs: profile), organization: organization,
                    connection: connection, context: context)
            }
            let found = try await connection.client.resolveSource(source, in: organization)
            let creation = KeyCreationRun(
                source: found, organization: organization, connection: connection, context: context)
            try await creation.run(purpose, lifetime: lifetime, login: login)
            return .done
        }
    }

    /// The command that was typed, without the store: its words after `coveo`.
    private func words(_ purpose: PrivilegePurpose, _ source: String, storeAs profile: String) -> String {
        let options = [("--source", source)] + expires.prefix(1).map { ("--expires", $0) } + [("--store-as", profile)]
        return (["keys create --for \(purpose.rawValue)"] + options.map { "\($0) \(ShellWord($1))" })
            .joined(separator: " ")
    }

    private func purpose() throws(Failure) -> PrivilegePurpose {
        guard let typed = try single(`for`, "--for") else {
            throw Failure(.usage, "it is not said what the key is for", hint: "add --for push")
        }
        guard try PrivilegePurpose.parse(typed) == [.push] else {
            throw Failure(
                .usage, "a key can be made for push alone", hint: "make others in the Administration Console")
        }
        return .push
    }

    private static func check(_ profile: String) throws(Failure) {
        if profile.isEmpty {
            throw Failure(.usage, "--store-as is empty", hint: "name a profile, as in --store-as docs-push")
        }
        try Settings.checkProfile(profile, "--store-as", code: .usage)
    }
}

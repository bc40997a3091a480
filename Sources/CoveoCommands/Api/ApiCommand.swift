import ArgumentParser
import CoveoPlatform
import HTTPTypes
import Ports

/// `coveo api`: any request to the platform or its Push API, with the login's token.
struct ApiCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send a request to the platform's API, and print the answer.",
        usage: "coveo api [<method>] <path> [options]",
        discussion: """
            A path below /push/v1 goes to the Push API's host, any other to the platform;
            the token goes nowhere else. {org} in it is the organization's ID. The answer
            is printed as it comes, a refusal's too, JSON on a terminal indented.
            docs/api.md has a push from beginning to end.
            """)

    @Argument(
        help: ArgumentHelp(
            "The path, after a method where it is not GET, or with -d not POST.",
            valueName: "request"), completion: .list(ApiRequest.methods.map(\.rawValue)))
    var request: [String] = []

    @Option(
        name: [.customShort("d", allowingJoined: true), .customLong("data")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "The body; @FILE reads it from a file, @- from stdin. JSON, unless -H says otherwise.", valueName: "data"),
        completion: .freeText)
    var data: [String] = []

    @Option(
        name: [.customShort("H", allowingJoined: true), .customLong("header")],
        help: ArgumentHelp("A header field, as in 'Accept: text/csv'; repeatable.", valueName: "field"),
        completion: .freeText)
    var header: [String] = []

    @Flag(name: [.customShort("i"), .customLong("include")], help: "Print status and header fields before the body.")
    var include = false

    @Flag(help: "Go through all pages of a list, and print one array.")
    var paginate = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    var offersLogin: Bool { false }

    func run(in context: Context) async throws -> ExitCode {
        let request = try ApiRequest(self)
        let body = try await request.body(in: context)
        if paginate { context.progress.giveWay() }
        return try await context.connected { connection in
            let path = try await connection.path(request.path, context.world.environment)
            let call = APICall(request.method, path, fields: request.fields, body: body)
            let run = ApiRun(call: call, client: connection.client, output: context.output)
            return try await paginate ? run.runPages() : run.run(includingHead: include)
        }
    }
}

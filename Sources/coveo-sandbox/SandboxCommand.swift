import ArgumentParser
import Foundation

/// The command line of `coveo-sandbox`.
@main
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coveo-sandbox",
        abstract: "A local stand-in for the Coveo platform: its authorization server, its Source API and its Push API.",
        discussion: """
            Listens on 127.0.0.1 only. When it is ready it prints one JSON object with its addresses on stdout: \
            url, issuer, authorizationEndpoint, tokenEndpoint, deviceAuthorizationEndpoint, revocationEndpoint, \
            pushUrl, port, pid. Stops on SIGTERM and SIGINT.

            Built-in users, each with its name as password: alice (acmeproduction and acmesandbox, all privileges), \
            bob (acmesandbox, may only look), carol (acmesandbox, all privileges). Built-in API key: xx-sandbox-key \
            (acmesandbox). Each organization has the security provider mySecurityProvider.

            Clients: cli, the platform's own (secret cli, by Basic; redirects to http://127.0.0.1:52296 and \
            http://127.0.0.1:32111; no refresh token), and sandbox, a public one by the RFCs: client_id in the body, \
            PKCE by S256, redirects to any port of http://127.0.0.1 and http://[::1] with any path, iss on redirects, \
            refresh tokens that rotate and whose reuse revokes the login, device grant (page: /oauth/device), \
            revocation, metadata at /.well-known/oauth-authorization-server.

            A seed is one JSON object; a section that is absent is the built-in one:
              {"organizations": [{"id": "acmesandbox", "displayName": "Acme Sandbox", "paused": false,
                                  "sourceLimit": 100, "providerLimit": 10}],
               "users": [{"username": "bob", "password": "bob", "email": "bob@example.com", "displayName": "Bob",
                          "organizations": {"acmesandbox": ["SOURCE VIEW", "ORGANIZATION VIEW"]}}],
               "apiKeys": [{"value": "xx-key", "displayName": "Key", "organizations": {"acmesandbox": ["*"]}}],
               "securityProviders": [{"organization": "acmesandbox", "model": {"id": "mySecurityProvider"}}],
               "sources": [{"organization": "acmesandbox", "model": {"sourceType": "PUSH", "name": "Docs"}}]}

            The Push API is at the same address, below /push/v1. What was pushed: GET /sandbox/items, with \
            ?source=ID and &limit=NUMBER.

            A fault is KIND[:SECONDS][:PERCENT%][:NUMBER][@[METHOD]PATH]. KIND is one of
              400 to 599                   an error of this status; 429 has Retry-After: 1
              STATUS-after, STATUS-date    the same with Retry-After, as SECONDS or as a date so far ahead
              429-long, 429-daily          Retry-After of an hour; a spent daily quota
              html, waf                    a page instead of JSON; the firewall's page
              reset, lost                  closes the connection unanswered: without doing anything; after the work
              reset-after-create           lost, of POST alone
              garbage, truncated           does the work; the body of its answer is no JSON, or ends in its middle
              slow, late                   waits SECONDS and then works; works, then waits with the answer
              oauth-ERROR                  an OAuth error, such as oauth-slow_down
            PERCENT is how likely it hits a request (absent: always), by dice that --fault-seed makes repeatable; \
            NUMBER how many requests it hits (absent: all), METHOD whose (absent: any), PATH what their path begins \
            with (absent: /rest). So lost:1@/oauth/token loses one token answer whose work was done, \
            503-after:2:10%@POST/rest refuses about one POST in ten, and late:3:1@/oauth/token delays one answer by 3 \
            seconds. While it runs: POST /sandbox/faults with one fault a line, or DELETE.

            GET /sandbox/health answers 200 as long as it runs, whatever faults there are.
            """, version: "coveo-sandbox \(version)")

    /// That of `coveo`, which it comes with.
    static let version = "0.1.0"

    @Option(help: "The port on 127.0.0.1; 0 for a free one.")
    var port = 0

    @Option(help: ArgumentHelp("What is there at start, instead of the built-in seed.", valueName: "file"))
    var seed: String?

    @Option(help: ArgumentHelp("Keeps what was created over a restart, logins too.", valueName: "file"))
    var state: String?

    @Option(help: ArgumentHelp("Serves HTTPS with this certificate chain (PEM).", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The key of the certificate (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "Appends one JSON line a request, without secrets; of a token request, its grant_type.", valueName: "file"))
    var log: String?

    @Option(help: ArgumentHelp("How long an access token lives.", valueName: "seconds"))
    var tokenLifetime = 86_400

    @Option(help: ArgumentHelp("How long a device has to wait between polls.", valueName: "seconds"))
    var deviceInterval = 5

    @Option(help: ArgumentHelp("How long the codes of a device live.", valueName: "seconds"))
    var deviceLifetime = 600

    @Option(help: ArgumentHelp("After how long lists show a new source.", valueName: "seconds"))
    var visibleAfter = 0

    @Option(
        help: ArgumentHelp(
            "Makes so many sources (0 to 100000, about 2.5 kB each) in acmeproduction.", valueName: "number"))
    var seedSources = 0

    @Option(
        help: ArgumentHelp(
            "What a second source of one name gets: 409, 400, or accept (there are two then).", valueName: "answer"))
    var takenName = TakenName.conflict

    @Flag(
        help: "A PUT renames a source; else its name is ignored in silence, since the vendor documents that it stays.")
    var allowRename = false

    @Option(help: ArgumentHelp("An organization that is paused until it is resumed; repeatable.", valueName: "id"))
    var paused: [String] = []

    @Option(help: ArgumentHelp("Lets each request wait so long, as on a network.", valueName: "milliseconds"))
    var latency = 0

    @Option(
        help: ArgumentHelp(
            "Plays a bad day, as in 503-after:2:10%@POST/rest; repeatable.", valueName: "fault"))
    var fault: [Fault] = []

    @Option(help: ArgumentHelp("What the dice of faults with a percentage begin with.", valueName: "number"))
    var faultSeed: UInt64 = 1

    /// Checks what the parser can't.
    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key go together")
        }
        guard tokenLifetime > 0 else { throw ValidationError("--token-lifetime must be 1 or more") }
        guard visibleAfter >= 0 else { throw ValidationError("--visible-after must be 0 or more") }
        guard (0...100_000).contains(seedSources) else { throw ValidationError("--seed-sources must be 0 to 100000") }
        guard (0...60_000).contains(latency) else { throw ValidationError("--latency must be 0 to 60000") }
        guard (0...3600).contains(deviceInterval) else { throw ValidationError("--device-interval must be 0 to 3600") }
        guard (1...86_400).contains(deviceLifetime) else {
            throw ValidationError("--device-lifetime must be 1 to 86400")
        }
    }

    /// Serves until a signal ends the process.
    func run() async throws {
        let stop = StopSignals()
        defer { withExtendedLifetime(stop) {} }
        let platform = try Platform(
            seed: try Seed(path: seed),
            behaviour: Platform.Behaviour(
                tokenLifetime: tokenLifetime, visibleAfter: visibleAfter, deviceLifetime: deviceLifetime,
                deviceInterval: deviceInterval, takenName: takenName, allowsRename: allowRename),
            file: state.map(StateFile.init(path:)), paused: paused, benchmarkSources: seedSources)
        var tls: (certificates: String, key: String)?
        if let tlsCert, let tlsKey { tls = (tlsCert, tlsKey) }
        let faults = FaultQueue(seed: faultSeed)
        await faults.add(fault)
        try await SandboxServer(
            platform: platform, faults: faults, latency: .milliseconds(latency),
            log: try log.map(LogFile.init(path:)), port: port, tls: tls
        ).run()
    }
}

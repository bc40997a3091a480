import Ports
import TokenCache

/// What one run of a command has: the world, and what flags and environment say about it.
struct Context: Sendable {
    private(set) var world: World
    var settings: Settings
    let output: Output
    /// What tells at a terminal how far the command is. Everything is written to its terminal.
    let progress: Progress
    /// The stores that this command may need, none of them opened yet.
    let stores: Stores
    /// Whether a person can be asked: stdin and stderr are terminals, and nothing forbids it.
    let isInteractive: Bool
    /// Whether somebody who is not logged in can be asked to do it now.
    let offersLogin: Bool
    /// What `config.json` said when the command began; nil where it was not needed, or can't be used.
    private let read: Configuration?

    /// Reads the profile's preferences, and nothing where `COVEO_ACCESS_TOKEN` stands for every profile.
    ///
    /// - Parameters:
    ///   - glance: what was read ahead of the parser.
    ///   - paging: the pager that its stdout goes through.
    /// - Throws: 64 and 78 for values that can't be.
    init(
        _ command: any CoveoCommand, world: World, glance: Glance = Glance(), paging: Paging? = nil
    ) throws(Failure) {
        let globals = command.globals
        var settings = try Settings(globals, environment: world.environment)
        read = try settings.readPreferences(world, isMending: command.isMending, glance: glance)
        let terminal = world.terminal
        // The log of --verbose tells more.
        let progress = Progress(
            terminal, clock: world.clock,
            isWanted: !globals.quiet && !settings.isVerbose && world.environment["TERM"] != "dumb",
            reflows: world.environment["XTERM_VERSION"] == nil && world.environment["TERM"] != "linux", paging: paging)
        self.progress = progress
        self.world = world
        self.world.terminal = progress.terminal
        self.settings = settings
        output = Output(
            terminal: progress.terminal, isJSON: globals.json, isQuiet: globals.quiet,
            style: .decide(
                settings.color, preferred: settings.preferences?.color, environment: world.environment,
                isTerminal: terminal.outputIsTerminal, isPaged: paging != nil),
            errorStyle: .decide(
                settings.color, preferred: settings.preferences?.color, environment: world.environment,
                isTerminal: terminal.errorIsTerminal),
            scope: CommandScope(command, environment: world.environment))
        isInteractive = terminal.inputIsTerminal && terminal.errorIsTerminal && !settings.noInput
        offersLogin = isInteractive && command.offersLogin
        stores = Stores(self.world, settings: settings, output: output)
    }

    /// The same for work that an interrupt may not tear: a request that was sent is waited for, and none is sent after.
    func finishingRequests() -> Context {
        var context = self
        let makeTransport = world.makeTransport
        context.world.makeTransport = { FinishingTransport(makeTransport($0)) }
        return context
    }

    /// The preferences as they were when the command began.
    ///
    /// - Throws: 78 for a damaged file.
    func configuration() throws(Failure) -> Configuration {
        if let read { return read }
        return try configurationAnew()
    }

    /// The preferences, read anew: for what changes them, or tells what they are after a wait.
    func configurationAnew() throws(Failure) -> Configuration {
        try Configuration(files: world.files, environment: world.environment)
    }

    /// The profile of this command.
    func profile(_ configuration: Configuration) -> String {
        settings.profile(configuration)
    }

    /// Asks a question whose answer is yes or no.
    ///
    /// - Throws: 64 where nobody can be asked, naming the flag that answers.
    func confirm(_ question: String, default defaultAnswer: Bool, flag: String) async throws -> Bool {
        guard isInteractive else {
            throw Failure(
                .usage, "this asks for a confirmation, and nobody can be asked here: \(question)",
                hint: "add \(flag) to confirm")
        }
        let choices = defaultAnswer ? "[Y/n]" : "[y/N]"
        while true {
            guard let line = try await world.terminal.readLine(prompt: "\(question) \(choices) ", echo: true) else {
                output.say("")
                return false
            }
            switch String(line.filter { !$0.isWhitespace }).lowercased() {
            case "": return defaultAnswer
            case "y", "yes": return true
            case "n", "no": return false
            default: output.say("Please answer yes or no.")
            }
        }
    }
}

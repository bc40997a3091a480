/// Everything outside the process, one of each.
package struct World: Sendable {
    package var environment: Environment
    package var terminal: any Terminal
    package var files: any Files
    package var clock: any Clock
    package var random: any RandomBytes
    package var browser: any Browser
    package var redirects: any RedirectReceiver
    package var interrupts: any Interrupts
    package var locks: any ProcessLock
    package var qrCodes: any QRCodes
    /// HTTP; the time limit (of one request) is known only when the command line is.
    package var makeTransport: @Sendable (Duration) -> any HTTPTransport
    /// The Secret Service; the time-out (of all its answers together) is known only when the environment was read. The
    /// second argument is called when a dialog of the service begins to wait for the person.
    package var makeStore: @Sendable (Duration, @escaping @Sendable () -> Void) -> any SecretStore

    package init(
        environment: Environment, terminal: any Terminal, files: any Files, clock: any Clock,
        random: any RandomBytes, browser: any Browser, redirects: any RedirectReceiver, interrupts: any Interrupts,
        locks: any ProcessLock, qrCodes: any QRCodes,
        makeTransport: @escaping @Sendable (Duration) -> any HTTPTransport,
        makeStore: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> any SecretStore
    ) {
        self.environment = environment
        self.terminal = terminal
        self.files = files
        self.clock = clock
        self.random = random
        self.browser = browser
        self.redirects = redirects
        self.interrupts = interrupts
        self.locks = locks
        self.qrCodes = qrCodes
        self.makeTransport = makeTransport
        self.makeStore = makeStore
    }
}

/// A store that tells about itself.
package typealias Store = SecretStore & StoreInspector

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
    package var pager: any Pager
    package var caches: any CacheFolder
    package var ownProgram: any OwnProgram
    /// HTTP; the time limit (of one request) is known only when the command line is.
    package var makeTransport: @Sendable (Duration) -> any HTTPTransport
    /// A store; which one, and its time-out (of all its answers together), is known only when the command line and the
    /// configuration are. The last argument is called with what the store has to tell.
    package var makeStore: @Sendable (StoreName, Duration, @escaping @Sendable (StoreNotice) -> Void) -> any Store

    package init(
        environment: Environment, terminal: any Terminal, files: any Files, clock: any Clock,
        random: any RandomBytes, browser: any Browser, redirects: any RedirectReceiver, interrupts: any Interrupts,
        locks: any ProcessLock, qrCodes: any QRCodes, pager: any Pager, caches: any CacheFolder,
        ownProgram: any OwnProgram,
        makeTransport: @escaping @Sendable (Duration) -> any HTTPTransport,
        makeStore: @escaping @Sendable (StoreName, Duration, @escaping @Sendable (StoreNotice) -> Void) -> any Store
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
        self.pager = pager
        self.caches = caches
        self.ownProgram = ownProgram
        self.makeTransport = makeTransport
        self.makeStore = makeStore
    }
}

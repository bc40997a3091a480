import Adapters
import FoundationEssentials
import Keyring
import Ports

extension World {
    /// The machine that this process runs on.
    static func machine(_ environment: Environment, terminal: StandardTerminal) -> World {
        World(
            environment: environment, terminal: terminal, files: LocalFiles(environment: environment),
            clock: SystemClock(), random: SystemRandom(), browser: DesktopBrowser(environment: environment),
            redirects: LoopbackReceiver(), interrupts: SignalInterrupts(),
            makeTransport: { AsyncHTTPTransport(timeout: $0, environment: environment) },
            makeStore: { SecretServiceStore(timeout: $0, environment: environment, onDialog: $1) })
    }
}

extension Environment {
    /// The variables of this process.
    static var process: Environment { Environment(ProcessInfo.processInfo.environment) }
}

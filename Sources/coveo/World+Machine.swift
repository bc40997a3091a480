import Adapters
import FoundationEssentials
import Keyring
import Ports

extension World {
    /// The machine that this process runs on.
    ///
    /// - Parameter channel: the way to the Secret Service where it is being opened already.
    static func machine(
        _ environment: Environment, terminal: StandardTerminal, channel: SecretServiceChannel?
    ) -> World {
        World(
            environment: environment, terminal: terminal, files: LocalFiles(environment: environment),
            clock: SystemClock(), random: SystemRandom(), browser: DesktopBrowser(environment: environment),
            redirects: LoopbackReceiver(), interrupts: SignalInterrupts(),
            makeTransport: { AsyncHTTPTransport(timeout: $0, environment: environment) },
            makeStore: { timeout, onDialog in
                if let channel, channel.timeout == timeout {
                    return SecretServiceStore(channel: channel, onDialog: onDialog)
                }
                return SecretServiceStore(timeout: timeout, environment: environment, onDialog: onDialog)
            })
    }
}

extension Environment {
    /// The variables of this process.
    static var process: Environment { Environment(ProcessInfo.processInfo.environment) }
}

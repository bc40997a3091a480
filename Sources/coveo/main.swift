import Adapters
import CoveoCommands
import Glibc
import Keyring
import Ports

// The composition root. It stays synchronous until a command has to be run: help, version, completion scripts and
// every error of the command line start no event loop and open nothing; a likely store is approached meanwhile.
//
// The first secret may stand among the variables: the memory is closed before anything else is done.
OwnMemory.keep()
// Then the terminal: a standard stream that came closed must be occupied before anything else opens a file.
let terminal = StandardTerminal()
let environment = Environment.process
let arguments = Array(CommandLine.arguments.dropFirst())
let glance = Glance(arguments: arguments, environment: environment, files: LocalFiles(environment: environment))
let supplies = Result { () throws(MachineFailure) in try ProcessSupplies.check() }
let timeout = (try? supplies.get()).flatMap { glance.serviceTimeout }  // Told below, where it matters.
let channel = timeout.map { SecretServiceChannel(timeout: $0, environment: environment) }
channel?.open(reading: glance.profile)
switch Entry.parse(arguments: arguments, environment: environment) {
case .answer(let answer) where answer.isPaged(environment, at: terminal):
    Task.detached {
        exit(await answer.page(to: terminal, by: TerminalPager(environment: environment), environment))
    }
case .answer(let answer):
    exit(answer.write(to: terminal))
case .invocation(let invocation):
    if case .failure(let failure) = supplies { exit(invocation.refuse(failure, on: terminal)) }
    // Not a plain task: that would inherit the main actor, which this thread never gives back.
    Task.detached {
        let status = await invocation.run(after: glance) { World.machine($0, terminal: terminal, channel: channel) }
        if status == Interrupt.hangUp.status { SignalInterrupts.endByHangUp() }
        exit(status)
    }
}
// Not `dispatchMain()`: it ends this thread, for which the loader brings another library in beside the work.
while true { pause() }

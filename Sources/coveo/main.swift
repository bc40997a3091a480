import Adapters
import CoveoCommands
import Dispatch
import Glibc
import Ports

// The composition root. It stays synchronous until a command has to be run: help, version, completion scripts and
// every error of the command line start no thread and open nothing.
switch Entry.parse(arguments: Array(CommandLine.arguments.dropFirst()), environment: .process) {
case .answer(let answer):
    exit(answer.write(to: StandardTerminal()))
case .invocation(let invocation):
    // Not a plain task: that would inherit the main actor, which dispatchMain() never gives back.
    Task.detached { exit(await invocation.run { World.machine($0) }) }
    dispatchMain()
}

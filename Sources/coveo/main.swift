import Adapters
import CoveoCommands
import Dispatch
import Glibc
import Ports

// The composition root. It stays synchronous until a command has to be run: help, version, completion scripts and
// every error of the command line start no thread and open nothing.
//
// The terminal comes first: a standard stream that came closed must be occupied before anything else opens a file.
let terminal = StandardTerminal()
switch Entry.parse(arguments: Array(CommandLine.arguments.dropFirst()), environment: .process) {
case .answer(let answer):
    exit(answer.write(to: terminal))
case .invocation(let invocation):
    // Not a plain task: that would inherit the main actor, which dispatchMain() never gives back.
    Task.detached { exit(await invocation.run { World.machine($0, terminal: terminal) }) }
    dispatchMain()
}

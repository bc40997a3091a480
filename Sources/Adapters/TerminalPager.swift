import CLinux
import Dispatch
import Glibc
package import Ports

/// The program that `COVEO_PAGER` names, at this process's terminal and in its process group, so that Ctrl-C and Ctrl-Z
/// mean both.
package struct TerminalPager: Pager {
    private let environment: Environment

    package init(environment: Environment) {
        self.environment = environment
    }

    package func start(_ command: String) -> (any RunningPager)? {
        let words = command.split(separator: " ").map(String.init)
        guard let name = words.first, let program = SearchPath(environment).program(name) else { return nil }
        var variables = environment.withoutSecrets
        // Colours as they are, no page where one screen holds it all, and what was read stays on the screen.
        variables["LESS"] = variables["LESS"] ?? "FRX"
        variables["LV"] = variables["LV"] ?? "-c"
        return PagerProcess(program, words, environment: variables)
    }
}

/// A pager at work.
private final class PagerProcess: RunningPager {
    private let process: pid_t
    private let pipe: Int32

    init?(_ program: String, _ words: [String], environment: [String: String]) {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        guard clinux_pipe(&readEnd, &writeEnd) == 0 else { return nil }
        defer { close(readEnd) }
        // The pager's own end has to wait for more.
        _ = fcntl(readEnd, F_SETFL, 0)
        let started = Spawn.start(program, words, environment: environment) { actions in
            posix_spawn_file_actions_adddup2(&actions, readEnd, STDIN_FILENO)
        }
        guard let started else {
            close(writeEnd)
            return nil
        }
        process = started
        pipe = writeEnd
        // Somebody who leaves the pager early has read enough: what is written then is lost, and nothing else.
        signal(SIGPIPE, SIG_IGN)
    }

    func write(_ bytes: [UInt8]) {
        // A broken pipe: the person has left.
        try? Descriptor(pipe).write(bytes)
    }

    func finish() async {
        close(pipe)
        // The pager has the terminal until it ends, and does with Ctrl-C what it likes.
        let before = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async { [process] in
                Spawn.waitForEnd(of: process)
                ended.resume()
            }
        }
        for (number, handler) in before { signal(number, handler) }
    }
}

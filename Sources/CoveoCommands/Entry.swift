import ArgumentParser
package import Ports

/// The way in: from arguments to an answer, or to something that has to be run. Opens nothing.
package enum Entry {
    /// What the arguments come to.
    package enum Outcome: Sendable {
        /// Help, version, a completion script, or an error of the command line: all is known already.
        case answer(Answer)
        case invocation(Invocation)
    }

    /// What to print, and how to end.
    package struct Answer: Equatable, Sendable {
        let output: Text
        let error: Text
        package let exitCode: Int32

        /// What is there to be read: a page of help is laid out where the terminal is known.
        enum Text: Equatable, Sendable {
            case plain(String)
            /// - Parameter columns: what the environment says of the width.
            case page(HelpPage, columns: Int?)
        }

        /// Whether it is a page of help, and a pager is asked for.
        package func isPaged(_ environment: Environment, at terminal: any Terminal) -> Bool {
            guard case .page = output else { return false }
            return Paging.isWanted(environment, at: terminal)
        }

        /// Writes it by the pager that the environment asks for, and waits until the person has left that.
        ///
        /// - Returns: the exit code; 73 where stdout can't be written.
        package func page(to terminal: any Terminal, by pager: any Pager, _ environment: Environment) async -> Int32 {
            guard let paging = Paging(pager, environment: environment, terminal: terminal) else {
                return write(to: terminal)
            }
            let code = write(to: PagedTerminal(terminal, paging: paging) {})
            await paging.finish()
            return code
        }

        /// Writes it.
        ///
        /// - Returns: the exit code; 73 where stdout can't be written.
        package func write(to terminal: any Terminal) -> Int32 {
            let (output, error) = (output.laidOut(for: terminal), error.laidOut(for: terminal))
            if !error.isEmpty { terminal.writeError(error) }
            do {
                if !output.isEmpty { try terminal.writeOutput(output) }
                return exitCode
            } catch {
                let failure = Failure(error)
                terminal.writeError(failure.lines(quiet: false, in: CommandScope()))
                return failure.code.rawValue
            }
        }
    }

    /// Parses `arguments` (without the program's name).
    package static func parse(arguments: [String], environment: Environment) -> Outcome {
        // The parser takes a third of a start; a version is asked for by scripts, often.
        if arguments == ["--version"] { return .answer(.output("coveo \(Version.current)\n")) }
        if arguments.first == CompleteCommand.name {
            return CompleteCommand.outcome(arguments.dropFirst(), environment: environment)
        }
        let quiet = arguments.prefix { $0 != "--" }.contains { $0 == "-q" || $0 == "--quiet" }
        if arguments.prefix(while: { $0 != "--" }).contains(where: { $0.hasPrefix("--generate-completion-script") }) {
            // The parser's own scripts hand what they complete to the shell for evaluation.
            let failure = Failure(
                .usage, "--generate-completion-script is not an option",
                hint: "'coveo completion SHELL' prints the script of bash, zsh or fish")
            return .answer(.failure(failure, quiet: quiet))
        }
        if let command = quick(arguments) {
            return .invocation(Invocation(command: command, environment: environment))
        }
        let advice = CommandLineAdvice(arguments: arguments)
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        switch advice.helpRequest {
        case .page(let page): return .answer(.output(page, columns: columns))
        case .failure(let failure): return .answer(.failure(failure, quiet: quiet))
        case nil: break
        }
        do {
            let command = try RootCommand.parseAsRoot(arguments)
            if let command = command as? any CoveoCommand {
                return .invocation(Invocation(command: command, environment: environment))
            }
            if let completion = command as? CompletionCommand { return .answer(.output(completion.script)) }
            if let failure = advice.unknownCommandFailure { return .answer(.failure(failure, quiet: quiet)) }
            // A group was named without a command: the line was incomplete. All else that the parser makes is its help.
            if !type(of: command).configuration.subcommands.isEmpty {
                return .answer(.incomplete(advice.page, columns: columns))
            }
            if let failure = advice.dashedWordFailure { return .answer(.failure(failure, quiet: quiet)) }
            return .answer(.output(advice.page, columns: columns))
        } catch {
            return .answer(parserAnswer(error, arguments: arguments, quiet: quiet))
        }
    }

    /// The command of a plain line; nil where the parser has to see it.
    private static func quick(_ arguments: [String]) -> (any CoveoCommand)? {
        var type: any ParsableCommand.Type = RootCommand.self
        var rest = arguments[...]
        while let word = rest.first, let child = CommandLineAdvice.child(of: type, named: word) {
            type = child
            rest = rest.dropFirst()
        }
        guard let type = type as? any QuickCommand.Type else { return nil }
        return QuickLine(rest, shape: type.shape).flatMap { type.init($0) }
    }

    /// The parser's text with one line end: after its options it leaves a line empty.
    private static func message(for error: any Error) -> String {
        var text = RootCommand.fullMessage(for: error)[...]
        while text.last == "\n" { text = text.dropLast() }
        return text + "\n"
    }

    private static func parserAnswer(_ error: any Error, arguments: [String], quiet: Bool) -> Answer {
        let code = RootCommand.exitCode(for: error).rawValue
        if code == 0 { return .output(message(for: error)) }
        let failure =
            (error as? Failure)
            ?? CommandLineAdvice(arguments: arguments).failure(for: RootCommand.message(for: error))
        return .failure(failure, quiet: quiet)
    }
}

extension Entry.Answer {
    static func output(_ text: String) -> Entry.Answer {
        Entry.Answer(output: .plain(text), error: .plain(""), exitCode: 0)
    }

    fileprivate static func output(_ page: HelpPage, columns: Int?) -> Entry.Answer {
        Entry.Answer(output: .page(page, columns: columns), error: .plain(""), exitCode: 0)
    }

    fileprivate static func incomplete(_ page: HelpPage, columns: Int?) -> Entry.Answer {
        Entry.Answer(output: .plain(""), error: .page(page, columns: columns), exitCode: ExitCode.usage.rawValue)
    }

    fileprivate static func failure(_ failure: Failure, quiet: Bool) -> Entry.Answer {
        Entry.Answer(
            output: .plain(""), error: .plain(failure.lines(quiet: quiet, in: CommandScope())),
            exitCode: failure.code.rawValue)
    }
}

extension Entry.Answer.Text {
    fileprivate func laidOut(for terminal: any Terminal) -> String {
        switch self {
        case .plain(let text): text
        case .page(let page, let columns): HelpLayout(columns: columns ?? terminal.columns).text(page.blocks)
        }
    }
}

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
        package let output: String
        package let error: String
        package let exitCode: Int32

        /// Writes it.
        ///
        /// - Returns: the exit code; 73 where stdout can't be written.
        package func write(to terminal: any Terminal) -> Int32 {
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
        do {
            var command = try RootCommand.parseAsRoot(arguments)
            if let command = command as? any CoveoCommand {
                return .invocation(Invocation(command: command, environment: environment))
            }
            if let completion = command as? CompletionCommand { return .answer(.output(completion.script)) }
            if let failure = CommandLineAdvice(arguments: arguments).unknownCommandFailure {
                return .answer(.failure(failure, quiet: quiet))
            }
            let isGroup = isBareGroup(command)
            if !isGroup, let failure = CommandLineAdvice(arguments: arguments).dashedWordFailure {
                return .answer(.failure(failure, quiet: quiet))
            }
            do {
                try command.run()
                return .answer(.output(""))
            } catch {
                return .answer(helpAnswer(error, wasAskedFor: !isGroup))
            }
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

    /// Whether a group was named without a command: its help is printed, but the line was incomplete.
    private static func isBareGroup(_ command: any ParsableCommand) -> Bool {
        !type(of: command).configuration.subcommands.isEmpty
    }

    private static func helpAnswer(_ error: any Error, wasAskedFor: Bool) -> Answer {
        let text = message(for: error)
        return wasAskedFor
            ? .output(text) : Answer(output: "", error: text, exitCode: ExitCode.usage.rawValue)
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
        Entry.Answer(output: text, error: "", exitCode: 0)
    }

    fileprivate static func failure(_ failure: Failure, quiet: Bool) -> Entry.Answer {
        Entry.Answer(
            output: "", error: failure.lines(quiet: quiet, in: CommandScope()), exitCode: failure.code.rawValue)
    }
}

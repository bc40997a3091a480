/// An error as a person meets it: what failed and why, what to do next, and the exit code.
///
/// The only place that holds prose; the rooms throw closed enums of facts, which the files of `Failures` put into words.
struct Failure: Error, Equatable, Sendable {
    /// What failed and why, one sentence without the word "error" and without a full stop.
    let text: String
    /// What to do next; each can be pasted where it is a command.
    let hints: [Hint]
    let code: ExitCode

    init(_ code: ExitCode, _ text: String, hints: [Hint] = []) {
        self.code = code
        self.text = text
        self.hints = hints
    }

    init(_ code: ExitCode, _ text: String, hint: Hint) {
        self.init(code, text, hints: [hint])
    }

    /// The same with a remark behind its sentence.
    func noting(_ remark: String) -> Failure {
        Failure(code, "\(text) (\(remark))", hints: hints)
    }

    /// The same where several things were named and none was touched; `deed` is what was to be: `deleted`.
    func endingBefore(_ deed: String) -> Failure {
        Failure(code, "\(text); nothing was \(deed)", hints: hints)
    }

    /// The same with another thing to do.
    func replacingHints(_ hint: Hint) -> Failure {
        Failure(code, text, hint: hint)
    }

    /// The same with something to do before all else.
    func advising(_ hint: Hint) -> Failure {
        Failure(code, text, hints: [hint] + hints)
    }

    /// As it stands on stderr, with its line ends.
    ///
    /// - Parameter scope: of the command that failed.
    func lines(quiet: Bool, in scope: CommandScope) -> String {
        (["error: \(text)\n"] + (quiet ? [] : hintLines(in: scope))).joined()
    }

    /// Its hints as they stand on stderr after a command of this scope, those that help it.
    func hintLines(in scope: CommandScope) -> [String] {
        var isFirst = true
        return hints.filter { $0.helps(in: scope) }.map { hint in
            let text = hint.text(in: scope)
            guard hint.isWay else { return "hint: \(text)\n" }
            defer { isFirst = false }
            return "hint: \(isFirst ? "" : "or ")\(text)\n"
        }
    }
}

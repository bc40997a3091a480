import CoveoPlatform
import JSON
import Ports
import Synchronization

/// Verifying sources by listing them, once or until it holds.
struct VerificationRun: Sendable {
    /// A source, and what it should be like.
    struct Target: Sendable {
        let reference: String
        /// Whether it is no ID.
        var isName = false
        let expectations: SourceExpectations
    }

    let targets: [Target]
    let organization: OrganizationID
    let connection: Connection
    let context: Context
    /// Whether the platform has answered this command before.
    var isKnownPlatform = false

    /// Looks, waits where that is asked for, prints the checks, and gives the exit code. An outage is waited out, as long
    /// as there is time.
    ///
    /// - Parameters:
    ///   - patience: how long to wait; the time is up with 75.
    ///   - isLag: whether nobody asked to wait, and the list is only given time to show what was done: what it doesn't show
    ///     then is a no.
    ///   - linesToStandardError: for a command whose result is something else.
    func run(
        waiting patience: Duration, isLag: Bool = false, linesToStandardError: Bool = false
    ) async throws -> ExitCode {
        let clock = context.world.clock
        let start = clock.uptime
        var poll = 0
        var seen: [SourceVerification]?
        var outage: VerificationOutage?
        defer { context.progress.end() }
        while true {
            do {
                seen = try await look()
                outage = nil
            } catch {
                let left = patience - (clock.uptime - start)
                let isKnown = isKnownPlatform || seen != nil
                guard left > .zero || seen != nil,
                    let now = VerificationOutage(error, left: left, isKnownPlatform: isKnown)
                else { throw error }
                if outage == nil, left > .zero { now.say(on: context.output) }
                outage = now
            }
            let left = patience - (clock.uptime - start)
            if outage == nil, let seen, left <= .zero || Self.isSettled(seen) {
                context.progress.end()
                try report(seen, linesToStandardError: linesToStandardError)
                return code(seen, waited: isLag ? .zero : patience)
            }
            if let outage, left <= .zero {
                context.progress.end()
                if let seen { try report(seen, linesToStandardError: linesToStandardError) }
                if isLag || seen == nil { throw outage.failure }
                context.output.failure(outage.failure(after: patience))
                return .temporary
            }
            poll += 1
            if poll == 1 {
                context.output.progress("waiting up to \(Failure.words(for: patience)) for it to hold …")
            }
            context.progress.begin("waiting for \(outage?.words ?? Self.words(for: seen ?? []))", since: start)
            try await clock.sleep(for: min(left, max(outage?.pause ?? .zero, VerificationWait.pause(before: poll))))
        }
    }

    /// Whether nothing more is to be waited for.
    private static func isSettled(_ verifications: [SourceVerification]) -> Bool {
        verifications.allSatisfy { $0.outcome == .verified } || verifications.contains { $0.outcome == .failedEarly }
    }

    /// What is waited for: of one source, the first check that fails.
    private static func words(for verifications: [SourceVerification]) -> String {
        let open = verifications.filter { $0.outcome != .verified }
        guard let first = open.first, open.count == 1 else {
            return "\(open.count) of \(Counts.sources(verifications.count))"
        }
        return "'\(first.title)': " + (first.checks.first { !$0.ok }?.words ?? "not verified")
    }

    private func look() async throws -> [SourceVerification] {
        let index = SourceIndex(try await connection.client.sources(in: organization))
        let listed = targets.map {
            SourceVerification($0.reference, isName: $0.isName, expecting: $0.expectations, in: index)
        }
        let read = Mutex<[Int: Result<SourceVerification, any Error>]>([:])
        // A list need not hold every field, the source itself does.
        let doubtful = listed.indices.filter { position in
            listed[position].model.map { targets[position].expectations.lack(in: $0) } ?? false
        }
        await ConcurrentWork.each(of: doubtful, width: Self.width) { position in
            let result: Result<SourceVerification, any Error>
            do {
                result = .success(try await reread(targets[position], as: listed[position]))
            } catch {
                result = .failure(error)
            }
            read.withLock { $0[position] = result }
        }
        try Task.checkCancellation()
        let found = read.withLock { $0 }
        return try listed.enumerated().map { try found[$0]?.get() ?? $1 }
    }

    /// How many are read at a time.
    private static let width = 8

    /// Looks at the source itself; one that is gone meanwhile is as the list had it.
    private func reread(_ target: Target, as listed: SourceVerification) async throws -> SourceVerification {
        guard let id = listed.model?.id else { return listed }
        do {
            let model = try await connection.client.source(id, in: organization)
            var expectations = target.expectations
            // It was found by its name: where it has another one by now, that is a no.
            let isNamed = target.isName || !id.hasSameBytes(as: target.reference)
            if isNamed, !model.name.hasSameBytes(as: target.reference) {
                expectations.fields["name"] = .string(target.reference)
            }
            return SourceVerification(id, expecting: expectations, among: [model])
        } catch PlatformFailure.notFound {
            return listed
        }
    }

    private func code(_ verifications: [SourceVerification], waited patience: Duration) -> ExitCode {
        if verifications.allSatisfy({ $0.outcome == .verified }) { return .done }
        if patience == .zero || verifications.contains(where: { $0.outcome == .failedEarly }) { return .no }
        context.output.failure(
            Failure(
                .temporary, "it did not hold within \(Failure.words(for: patience))",
                hint: Self.advice(on: verifications)))
        return .temporary
    }

    /// What to do when time is up: the platform finishes its own work, and nobody's settings change by themselves.
    private static func advice(on verifications: [SourceVerification]) -> Hint {
        let open = verifications.filter { $0.outcome != .verified }
        guard open.count == 1, let only = open.first, only.outcome == .failed, let id = only.model?.id else {
            return "give it longer with --wait SECONDS"
        }
        return "unless somebody else changes it, '\(coveo: "sources update \(ShellWord(id))")' has to"
    }

    private func report(_ verifications: [SourceVerification], linesToStandardError: Bool) throws {
        verifications.forEach(tellMore)
        if context.output.isJSON, !linesToStandardError {
            try context.output.value(.array(verifications.map(\.json)))
            return summarize(verifications)
        }
        let output = context.output
        let style = linesToStandardError ? output.errorStyle : output.style
        let isCut = linesToStandardError ? output.terminal.errorIsTerminal : output.isForPeople
        for verification in verifications {
            for line in verification.lines(style, at: isCut ? output.terminal : nil) {
                if linesToStandardError {
                    output.say(line)
                } else {
                    try output.result(line)
                }
            }
        }
        summarize(verifications)
    }

    /// The last line, where there is more than one to add up.
    private func summarize(_ verifications: [SourceVerification]) {
        guard verifications.count > 1 else { return }
        let verified = verifications.count { $0.outcome == .verified }
        let counts = Counts([("verified", verified), ("not verified", verifications.count - verified)])
        context.output.progress("\(Counts.sources(verifications.count)): \(counts.text)")
    }

    private func tellMore(_ verification: SourceVerification) {
        for check in verification.checks where check.isDoubtful {
            let status = Visible(check.actual.string ?? "none").text
            context.output.warning("the status \(status) is not known to this program; it was let pass")
        }
        if !verification.near.isEmpty {
            let names = verification.near.map { "'\(Visible($0))'" }.joined(separator: " or ")
            context.output.hint("did you mean \(names)?")
        }
    }
}

extension SourceVerification {
    fileprivate var title: String { Visible(model.map { $0.name.isEmpty ? $0.id : $0.name } ?? reference).text }

    /// One line a check: `✓ Docs  visibility: SHARED`.
    ///
    /// - Parameter terminal: where the lines should fit by a shorter name, and are else broken at blanks; nil where nothing
    ///   is cut.
    func lines(_ style: Style, at terminal: (any Terminal)?) -> [String] {
        var title = title
        if let terminal {
            let words = checks.map { terminal.width(of: $0.words) }.max() ?? 0
            title = terminal.cut(title, to: max(Self.leastTitle, (terminal.columns ?? 80) - 4 - words))
        }
        return checks.map { check in
            let sign = check.ok ? style.green("✓") : style.red("✗")
            return "\(sign) \(title)  \(Self.broken(check.words, after: "✓ \(title)  ", at: terminal))"
        }
    }

    /// Words in as many lines as they take behind what stands before them; those after the first are further in.
    private static func broken(_ words: String, after start: String, at terminal: (any Terminal)?) -> String {
        guard let terminal, terminal.width(of: start + words) > terminal.columns ?? 80 else { return words }
        let layout = HelpLayout(exactly: terminal.columns ?? 80) { terminal.width(of: $0) }
        let lines = layout.wrap(words, first: terminal.width(of: start), rest: 4)
        return ([String(lines[0].drop { $0 == " " })] + lines.dropFirst()).joined(separator: "\n")
    }

    /// A name is not cut below so many columns: the line is broken then.
    private static let leastTitle = 12

    /// The contract's JSON of one source.
    var json: JSONValue {
        [
            "id": model.map { .string($0.id) } ?? .null,
            "name": .string(model?.name ?? reference),
            "verified": .bool(outcome == .verified),
            "checks": .array(checks.map(\.json)),
        ]
    }
}

extension SourceVerification.Check {
    /// What was looked at and what is there; where it is wrong, what should be.
    var words: String {
        switch check {
        case "exists": return ok ? "is in the list" : "is not in the list"
        case "unique":
            return ok ? "is there once" : "is there \(actual.int ?? 0) times: name it by its ID"
        case "configurationError":
            return ok ? "configuration: no error" : "configuration error: \(text(actual))"
        default:
            return ok ? "\(Visible(check)): \(text(actual))" : "\(Visible(check)): \(text(actual)), expected \(wanted)"
        }
    }

    private var wanted: String {
        guard check == "status", let choices = expected.array else { return text(expected) }
        return choices.map(text).joined(separator: " or ")
    }

    private func text(_ value: JSONValue) -> String {
        if case .null = value { return "none" }
        return Visible(value.string ?? value.text(.compact)).text
    }

    var json: JSONValue {
        ["check": .string(check), "ok": .bool(ok), "expected": expected, "actual": actual]
    }
}

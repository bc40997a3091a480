import JSON
import Ports
import Synchronization

/// What came of everything so far. Each outcome is told as soon as it is known.
final class ApplyReport: Sendable {
    private struct State {
        var outcomes: [Int: ApplyOutcome] = [:]
        var hints: Set<String> = []
        var lost: TerminalFailure?
    }

    private let output: Output
    private let progress: Progress
    private let state = Mutex(State())

    init(output: Output, progress: Progress) {
        self.output = output
        self.progress = progress
    }

    /// Takes what came of the source at `position`, once for each.
    func add(_ outcome: ApplyOutcome, at position: Int) {
        state.withLock { state in
            guard state.outcomes[position] == nil else { return }
            state.outcomes[position] = outcome
            if let failure = outcome.failure, !outcome.isUntried { tell(failure.about(outcome.name), &state) }
            guard !output.isJSON else { return }
            do throws(TerminalFailure) {
                try output.result(outcome.line(output))
            } catch {
                // The work goes on: what is done must not depend on who reads about it.
                state.lost = state.lost ?? error
            }
        }
        progress.step()
    }

    /// Whether something has come of the source at `position`.
    func has(_ position: Int) -> Bool { state.withLock { $0.outcomes[position] != nil } }

    /// Whether anything failed.
    var hasFailure: Bool { state.withLock { $0.outcomes.values.contains { $0.kind == .failed } } }

    /// How many of a kind.
    func count(_ kind: ApplyOutcome.Kind) -> Int {
        state.withLock { $0.outcomes.values.count { $0.kind == kind && !$0.isUntried } }
    }

    /// Whether the source at `position` is as the manifest says, as far as the platform has said so.
    func isApplied(_ position: Int) -> Bool {
        state.withLock { state in state.outcomes[position].map { $0.kind != .failed } ?? false }
    }

    /// The ID of the source at `position`, where it is known.
    func id(_ position: Int) -> String? { state.withLock { $0.outcomes[position]?.id } }

    /// Prints the last line, and the JSON.
    ///
    /// - Parameter time: how long all of it took.
    /// - Returns: the worst of all outcomes.
    func end(after time: Duration) throws -> ExitCode {
        let state = state.withLock { $0 }
        let outcomes = state.outcomes.sorted { $0.key < $1.key }.map(\.value)
        if output.isJSON { try output.value(.array(outcomes.map(\.json))) }
        var counts = ApplyOutcome.Kind.allCases.map { ($0.rawValue, count($0)) }
        counts.append(("not tried", outcomes.count(where: \.isUntried)))
        output.progress("\(Counts(counts).text) in \(Progress.seconds(time))")
        if let lost = state.lost { throw lost }
        return ExitCode.worst(of: outcomes.compactMap { $0.failure?.code })
    }

    /// Says what failed; a hint that was given already is not repeated.
    private func tell(_ failure: Failure, _ state: inout State) {
        let new = failure.hints.filter { state.hints.insert($0.text(in: output.scope)).inserted }
        output.failure(Failure(failure.code, failure.text, hints: new))
    }
}

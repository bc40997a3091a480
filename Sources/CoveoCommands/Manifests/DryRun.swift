import CoveoPlatform
import JSON
import Manifests
import Ports

/// What an apply would do.
struct DryRun: Sendable {
    let output: Output

    /// Prints it: differences and names, or with `--json` the outcomes that are to be expected.
    ///
    /// - Returns: 0, or 65 and worse where a source can't be made as the manifest says.
    func print(_ plan: ManifestPlan, surplus: [SourceModel]) throws -> ExitCode {
        let printer = DifferencePrinter(output: output)
        var outcomes: [ApplyOutcome] = []
        for item in plan.items {
            let outcome = Self.outcome(of: item)
            if let failure = outcome.failure { output.failure(failure.about(outcome.name)) }
            if !output.isJSON, let difference = ManifestDifference(item) {
                try printer.print(difference, origin: item.entry.origin)
            }
            outcomes.append(outcome)
        }
        outcomes += surplus.map { ApplyOutcome(name: $0.name, id: $0.id, kind: .deleted) }
        if output.isJSON {
            try output.value(.array(outcomes.map(\.json)))
        } else {
            for outcome in outcomes where outcome.kind == .deleted { try output.result(outcome.line(output)) }
        }
        let counts = ApplyOutcome.Kind.allCases.map { kind in (kind.rawValue, outcomes.count { $0.kind == kind }) }
        output.progress("\(Counts(counts).text): a dry run, nothing was sent")
        return ExitCode.worst(of: outcomes.compactMap { $0.failure?.code })
    }

    private static func outcome(of item: ManifestPlan.Item) -> ApplyOutcome {
        let name = item.entry.name
        switch item.step {
        case .create: return ApplyOutcome(name: name, id: nil, kind: .created)
        case .update(let source, _): return ApplyOutcome(name: name, id: source.id, kind: .updated)
        case .unchanged(let source): return ApplyOutcome(name: name, id: source.id, kind: .unchanged)
        case .impossible(let error):
            let failure = Failure.ofManifest(error)
            return ApplyOutcome(name: name, id: nil, kind: .failed, failure: failure)
        }
    }
}

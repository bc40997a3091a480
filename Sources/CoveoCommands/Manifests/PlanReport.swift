import CoveoPlatform
import JSON
import Manifests
import Ports

/// What `diff` says of a plan.
struct PlanReport: Sendable {
    let output: Output

    /// Prints all of it.
    ///
    /// - Returns: 1 where something would change, 65 or worse where a source can't be made so.
    func print(_ plan: ManifestPlan) throws -> ExitCode {
        let differences = plan.items.map(ManifestDifference.init)
        let found = differences.compactMap { $0 }
        if output.isJSON {
            try output.value(.array(found.map(\.json)))
        } else {
            let printer = DifferencePrinter(output: output)
            for (item, difference) in zip(plan.items, differences) {
                if let difference { try printer.print(difference, origin: item.entry.origin) }
            }
        }
        var codes: [ExitCode] = found.isEmpty ? [] : [.no]
        for item in plan.items {
            guard case .impossible(let error) = item.step else { continue }
            let failure = Failure.ofManifest(error).about(item.entry.name)
            output.failure(failure)
            codes.append(failure.code)
        }
        for difference in found {
            guard let widening = difference.widening else { continue }
            output.warning("'\(Visible(difference.name))' \(widening.words); 'sources apply' asks for it")
        }
        let failed = plan.items.count { if case .impossible = $0.step { true } else { false } }
        let same = plan.items.count - found.count - failed
        let new = found.count { $0.id == nil }
        let counts = [
            ("would be created", new), ("would change", found.count - new), ("as the manifest says", same),
            ("can't be made so", failed),
        ]
        output.progress(Counts(counts).text)
        return ExitCode.worst(of: codes)
    }
}

extension ManifestDifference {
    /// The contract's JSON of one source.
    var json: JSONValue {
        ["name": .string(name), "id": id.map { .string($0) } ?? .null, "patch": patch.value]
    }
}

extension Failure {
    /// What is wrong with a source of a manifest: nobody typed it, so it is data.
    static func ofManifest(_ error: any Error) -> Failure {
        let failure = Failure(describing: error)
        return failure.code == .usage ? Failure(.data, failure.text, hints: failure.hints) : failure
    }

    /// The same, about one source of several.
    func about(_ name: String) -> Failure {
        Failure(code, "'\(Visible(name))': \(text)", hints: hints)
    }
}

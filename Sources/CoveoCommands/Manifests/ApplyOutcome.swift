import JSON
import Ports

/// What came of one source.
struct ApplyOutcome: Sendable {
    /// The contract's word.
    enum Kind: String, CaseIterable, Sendable {
        case created
        case updated
        case unchanged
        case deleted
        case failed
    }

    let name: String
    /// nil where the source is not there, or where that is not known.
    let id: String?
    let kind: Kind
    /// Of one that failed: why.
    var failure: Failure?
    /// Of one that failed: whether nothing was tried.
    var isUntried = false

    /// The contract's JSON of one source.
    var json: JSONValue {
        [
            "name": .string(name), "id": id.map { .string($0) } ?? .null, "outcome": .string(kind.rawValue),
            "error": failure.map { .string($0.text) } ?? .null, "notTried": .bool(isUntried),
        ]
    }

    /// One line: with a sign at a terminal, in columns in a pipe.
    func line(_ output: Output) -> String {
        let name = Visible(self.name).text
        let id = Visible(self.id ?? "").text
        guard output.terminal.outputIsTerminal else {
            let columns = [kind.rawValue, name, id] + (failure.map { [Visible($0.text).text] } ?? [])
            return columns.joined(separator: "\t")
        }
        let style = output.style
        let sign =
            switch kind {
            case .created: style.green("+")
            case .updated: style.yellow("~")
            case .unchanged: "="
            case .deleted: style.red("-")
            case .failed: style.red("✗")
            }
        let word = isUntried ? "not tried" : kind.rawValue
        return "\(sign) \(word.padded(to: 10)) \(name)\(id.isEmpty ? "" : " (\(id))")"
    }
}

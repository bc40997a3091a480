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
            case .updated: style.magenta("~")
            case .unchanged: "="
            case .deleted: style.red("-")
            case .failed: style.red("✗")
            }
        let start = "\(sign) \((isUntried ? "not tried" : kind.rawValue).padded(to: 10)) "
        let room = (output.terminal.columns ?? 80) - 13
        let end = id.isEmpty ? "" : " (\(id))"
        // The ID stays whole: on a line of its own where name and ID don't fit into one.
        if output.terminal.width(of: name + end) <= room { return start + name + end }
        return start + output.terminal.cut(name, to: max(1, room)) + (id.isEmpty ? "" : "\n  \(id)")
    }
}

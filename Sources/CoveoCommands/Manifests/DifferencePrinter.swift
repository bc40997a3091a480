import CoveoPlatform
import JSON
import Manifests
import Ports

/// Prints what would change, as `diff -u` of the models.
struct DifferencePrinter: Sendable {
    let output: Output

    /// - Parameter file: where the source stands in the manifest.
    func print(_ difference: ManifestDifference, origin: ManifestOrigin) throws {
        let name = Visible(difference.name).text
        let style = output.style
        var lines: [String] = []
        if let widening = difference.widening {
            lines.append(style.magenta("! \(name) \(widening.words)"))
        }
        let old = difference.id.map { "\(name) (\(Visible($0)))" } ?? "/dev/null"
        lines.append(style.bold("--- \(old)"))
        lines.append(style.bold("+++ \(name) in \(origin.words(nil))"))
        let diff = UnifiedDiff(from: difference.old.map(Self.lines) ?? [], to: Self.lines(difference.new))
        for line in diff.lines {
            switch line {
            case .hunk(let text): lines.append(style.magenta(text))
            case .context(let text): lines.append(" " + text)
            case .removed(let text): lines.append(style.red("-" + text))
            case .added(let text): lines.append(style.green("+" + text))
            }
        }
        try output.result(lines.joined(separator: "\n"))
    }

    private static func lines(_ value: JSONValue) -> [String] {
        value.text(.pretty, escapingInvisible: true).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}

extension ChangedSource.Widening {
    /// Who sees the content afterwards, and how it was.
    var words: String {
        switch self {
        case .typed(let before), .given(let before):
            "becomes visible to everyone (\(Visible(before ?? "no visibility")) to SHARED)"
        }
    }
}

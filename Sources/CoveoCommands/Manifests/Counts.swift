/// How many of which kind, in one line; what there is none of is left out.
struct Counts {
    let text: String

    init(_ counts: [(String, Int)]) {
        let shown = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        text = shown.isEmpty ? "nothing to do" : shown.joined(separator: ", ")
    }

    /// `1 source`, `2 sources`.
    static func sources(_ count: Int) -> String {
        count == 1 ? "1 source" : "\(count) sources"
    }
}

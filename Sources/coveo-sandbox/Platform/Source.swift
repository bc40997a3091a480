/// A source as it is kept: the model, and what lists need of it. It never changes; an update puts another in its place.
final class Source: Sendable {
    private enum Content: Sendable {
        /// With the model as JSON, written once, since lists are asked for more often than sources change.
        case model(Value, text: String)
        case benchmark(BenchmarkModel)
    }

    let id: String
    let name: String
    /// What names are sorted by.
    let sortKey: String
    /// When lists show it, in milliseconds since 1970.
    let visibleAt: Int
    private let content: Content

    /// - Parameter model: has `id` and `name`.
    init(model: Value, visibleAt: Int) {
        self.visibleAt = visibleAt
        id = model["id"]?.string ?? ""
        name = model["name"]?.string ?? ""
        sortKey = name.lowercased()
        content = .model(model, text: model.text)
    }

    /// One of very many, whose model is written only where it is asked for.
    init(benchmark: BenchmarkModel) {
        visibleAt = benchmark.createdAt
        id = benchmark.id
        name = benchmark.name
        sortKey = name.lowercased()
        content = .benchmark(benchmark)
    }

    /// The whole model.
    var model: Value {
        switch content {
        case .model(let model, _): model
        case .benchmark(let benchmark): benchmark.model
        }
    }

    /// The model as JSON.
    var text: String {
        switch content {
        case .model(_, let text): text
        case .benchmark(let benchmark): benchmark.text
        }
    }

    /// Whether it is as `--seed-sources` made it, so that no file has to keep it.
    var isBenchmark: Bool {
        guard case .benchmark = content else { return false }
        return true
    }

    /// `information.sourceStatus.type`.
    var status: String { model["information"]?["sourceStatus"]?["type"]?.string ?? "" }

    /// Whether content is pushed to it.
    var isPush: Bool { model["pushEnabled"]?.bool == true || model["sourceType"] == "CATALOG" }

    /// The security providers that it names.
    var providers: [String] { model["securityProviderReferences"]?.strings ?? [] }

    /// Its place in lists: by name whatever the case, then by ID.
    static func precedes(_ left: Source, _ right: Source) -> Bool {
        (left.sortKey, left.id) < (right.sortKey, right.id)
    }
}

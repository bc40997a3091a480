/// A source as it is kept: the model, and what lists need of it.
struct Source: Sendable {
    let id: String
    let name: String
    let model: Value
    /// The model as JSON, written once, since lists are asked for more often than sources change.
    let text: String
    /// What names are sorted by.
    let sortKey: String
    /// When lists show it, in milliseconds since 1970.
    let visibleAt: Int

    /// - Parameter model: has `id` and `name`.
    init(model: Value, visibleAt: Int) {
        self.model = model
        self.visibleAt = visibleAt
        id = model["id"]?.string ?? ""
        name = model["name"]?.string ?? ""
        text = model.text
        sortKey = name.lowercased()
    }

    /// `information.sourceStatus.type`.
    var status: String { model["information"]?["sourceStatus"]?["type"]?.string ?? "" }

    /// The security providers that it names.
    var providers: [String] { model["securityProviderReferences"]?.strings ?? [] }
}

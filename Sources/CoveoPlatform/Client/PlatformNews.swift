/// What things are called, by kind.
package enum NamedKind: String, CaseIterable, Sendable {
    case sources
    case organizations
    case providers
    case keys
}

/// What is known of a thing by name.
package struct KnownName: Equatable, Sendable {
    /// Opaque, never empty.
    package let id: String
    /// For people; empty where there is none.
    package let name: String
    /// Some words about it, such as `push, shared`; may be empty.
    package let details: String

    package init(id: String, name: String, details: String) {
        self.id = id
        self.name = name
        self.details = details
    }
}

/// What a client has just learnt of names: for whoever keeps them, and asked of nobody for that.
package enum PlatformNews: Equatable, Sendable {
    /// All that there is; of an organization, but for organizations themselves.
    case listed(NamedKind, [KnownName], in: OrganizationID?)
    /// One more.
    case added(NamedKind, KnownName, in: OrganizationID)
    /// One less, by its ID.
    case removed(NamedKind, id: String, in: OrganizationID)
    /// Something else than is known by now.
    case changed(NamedKind, in: OrganizationID)
}

extension KnownName {
    package init(_ source: SourceModel) {
        self.init(id: source.id, name: source.name, words: source.sourceType, source.visibilityText)
    }

    package init(_ organization: Organization) {
        self.init(id: organization.id, name: organization.displayName ?? "", words: nil)
    }

    package init(_ provider: SecurityProvider) {
        self.init(id: provider.id, name: provider.displayName ?? "", words: provider.type)
    }

    package init(_ key: APIKey) {
        self.init(id: key.id, name: key.name, words: key.status)
    }

    /// - Parameter words: the platform's, in capitals.
    init(id: String, name: String, words: String?...) {
        self.init(id: id, name: name, details: words.compactMap { $0?.lowercased() }.joined(separator: ", "))
    }
}

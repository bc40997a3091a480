/// A text that names no type of source.
package struct SourceTypeFailure: Error, Equatable, Sendable {
    package let text: String
    /// The type that was likely meant, as it is typed; nil where none is near.
    package let nearest: String?

    package init(text: String, nearest: String?) {
        self.text = text
        self.nearest = nearest
    }
}

/// The type of a source: one of the 42 that the platform documents.
package struct SourceType: Hashable, Sendable, CustomStringConvertible {
    /// As the platform writes it: `PUSH`.
    package let rawValue: String

    private init(known rawValue: String) {
        self.rawValue = rawValue
    }

    /// Reads what a person typed: case doesn't matter, and `-` is as good as `_`.
    package init(typed text: String) throws(SourceTypeFailure) {
        let wanted = String(text.uppercased().map { $0 == "-" ? "_" : $0 })
        guard let type = Self.all.first(where: { $0.rawValue.hasSameBytes(as: wanted) }) else {
            let nearest = NearNames.nearest(to: wanted, among: Self.all.map(\.rawValue), limit: 1).first
            throw SourceTypeFailure(text: text, nearest: nearest?.lowercased())
        }
        self = type
    }

    /// As it is typed: `push`.
    package var typed: String { rawValue.lowercased() }

    package var description: String { rawValue }

    package static let push = SourceType(known: "PUSH")
    package static let catalog = SourceType(known: "CATALOG")
    package static let custom = SourceType(known: "CUSTOM")

    /// All of them, in the order of the vendor's description.
    package static let all = [
        "AMAZONS3", "BOX_ENTERPRISE2", "CATALOG", "CONFLUENCE2", "CONFLUENCE2_HOSTED", "CUSTOM", "DATABASE",
        "DROPBOX_FOR_BUSINESS", "FILE", "GENERIC_REST", "GOOGLE_DRIVE_DOMAIN_WIDE", "GRAPHQL", "JIRA2", "JIRA2_HOSTED",
        "JIVE", "JIVE_HOSTED", "LITHIUM", "KHOROS", "MICROSOFT_DYNAMICS", "PUSH", "RSS", "SALESFORCE",
        "SALESFORCE_SITES", "SAP", "SERVICENOW", "SHAREPOINT", "SHAREPOINT_ONLINE2", "SHOPIFY", "SITECORE", "SITEMAP",
        "SLACK", "WEB2", "YOUTUBE", "ZENDESK", "ADOBE_EXPERIENCE_MANAGER", "BOX", "BOX_ENTERPRISE", "CONFLUENCE",
        "DROPBOX", "GMAIL", "GMAIL_DOMAIN_WIDE", "SHAREPOINT_ONLINE",
    ].map(SourceType.init(known:))
}

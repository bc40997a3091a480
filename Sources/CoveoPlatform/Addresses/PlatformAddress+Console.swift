import HTTP

extension PlatformAddress {
    /// The page of a source in the Administration Console, which is served by the platform's own host: the vendor's
    /// pages link to `/admin/#ORGANIZATION/content/sources/…`. What strangers chose is percent-encoded.
    package func consolePage(ofSource source: SourceModel, in organization: OrganizationID) -> String {
        // In the fragment stands a path of its own, whose segments are encoded as those of a path are.
        let page = ["content", "sources", "edit", source.sourceType ?? "PUSH", source.id, "configuration"]
        let segments = ([organization.text] + page).map(PercentEncoding.encodeSegment)
        return platform.appending(["admin"]).description + "/#" + segments.joined(separator: "/")
    }
}

package import HTTP

/// A path that somebody typed, and where it leads: `/push/v1/…` to the Push host, any other to the platform.
///
/// The host is never taken from the text: a complete address has to begin with one of the two, and what is left of it is
/// read as the path. What programs between here and the platform may understand in different ways is refused, not mended.
/// In a segment, `%2F` and `%5C` are data (IDs may hold them) as long as they lead nowhere.
package struct APIPath: Hashable, Sendable {
    /// All of it; always at one of the platform's two hosts.
    package let address: WebAddress
    /// Whether it leads to the Push host.
    package let isPush: Bool

    /// What stands for the organization's ID.
    static let placeholder = "{org}"

    /// Whether the organization has to be known for it.
    package static func needsOrganization(_ text: String) -> Bool { text.firstRange(of: placeholder) != nil }

    /// - Parameters:
    ///   - text: a path with or without its slash and with a query, or a complete address.
    ///   - organization: what `{org}` stands for; nil where it isn't in the text.
    package init(
        _ text: String, organization: OrganizationID? = nil, at platform: PlatformAddress
    ) throws(APIPathFailure) {
        try Self.checkCharacters(text.split(separator: Self.placeholder, omittingEmptySubsequences: false))
        let text = Self.filled(text, organization)
        let target = try Self.target(text, at: platform)
        let path = target.prefix { $0 != "?" }
        try Self.checkSegments(path)
        isPush = Self.isPush(path)
        guard let base = isPush ? platform.push : platform.platform else { throw .noPushHost }
        do throws(WebAddressFailure) {
            address = try WebAddress(base.description + target)
        } catch {
            throw .brokenEncoding
        }
        // The target begins with a slash, so that it can't change the origin: this is the second lock on that door.
        guard address.origin == base.origin else { throw .notAPath }
        guard Self.scheme(of: text) != nil else { return }
        let host = try Self.url(text)
        if host.origin != base.origin { throw .misplaced(host: host.authority, base: base.description) }
    }

    private init(_ address: WebAddress, isPush: Bool) {
        self.address = address
        self.isPush = isPush
    }

    /// The same with more parameters behind its query.
    package func adding(_ parameters: [(String, String)]) -> APIPath {
        APIPath(address.appending([], query: parameters), isPush: isPush)
    }

    /// The values of a parameter of its query, in order.
    package func parameter(_ name: String) -> [String] {
        // A query that can't be read has no such parameter; the platform says what is wrong with it.
        (PercentEncoding.decodeForm(address.query ?? "") ?? []).filter { $0.name == name }.map(\.value)
    }

    /// As people read it: without the query, which may hold anything.
    var shown: String { address.path }

    private static func filled(_ text: String, _ organization: OrganizationID?) -> String {
        guard let organization else { return text }
        let id = PercentEncoding.encodeSegment(organization.text)
        return text.split(separator: placeholder, omittingEmptySubsequences: false).joined(separator: id)
    }

    /// The path with its query, from its slash on.
    private static func target(_ text: String, at platform: PlatformAddress) throws(APIPathFailure) -> Substring {
        if scheme(of: text) != nil { return try target(ofURL: text, at: platform) }
        if text.hasPrefix("/") { return text[...] }
        let first = text.prefix { !"/?".contains($0) }
        if first.isEmpty { throw .empty }
        // RFC 3986, section 4.2: a relative path whose first segment holds a colon is an address.
        if first.contains(":") || first.contains("@") { throw .notAPath }
        return "/" + text[...]
    }

    private static func target(ofURL text: String, at platform: PlatformAddress) throws(APIPathFailure) -> Substring {
        let url = try url(text)
        let bases = [platform.push, platform.platform].compactMap { $0 }.sorted { $0.path.count > $1.path.count }
        for base in bases where base.origin == url.origin {
            guard url.path.hasPrefix(base.path) else { continue }
            let rest = url.path.dropFirst(base.path.count)
            if rest.isEmpty || rest.hasPrefix("/") {
                return (rest.isEmpty ? "/" : rest) + (url.query.map { "?" + $0 } ?? "")
            }
        }
        throw .foreign(host: url.authority)
    }

    private static func url(_ text: String) throws(APIPathFailure) -> WebAddress {
        do throws(WebAddressFailure) {
            return try WebAddress(text)
        } catch .hasUserInfo {
            throw .hasUserInfo
        } catch .insecure(let host) {
            throw .foreign(host: host)
        } catch {
            throw .malformedURL
        }
    }

    /// What stands before `://`, where the text begins with such.
    private static func scheme(of text: String) -> Substring? {
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return text[scheme.endIndex...].hasPrefix("://") ? scheme : nil
    }

    private static func isPush(_ path: Substring) -> Bool {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).prefix(2)
        return segments.map { PercentEncoding.decode($0) } == ["push", "v1"]
    }
}

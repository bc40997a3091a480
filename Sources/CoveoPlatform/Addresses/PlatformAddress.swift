package import HTTP

/// Why an address of the platform can't be made.
package enum PlatformAddressFailure: Error, Equatable, Sendable {
    /// The environment exists in another region only (HIPAA: in us).
    case regionUnavailable(Region, PlatformEnvironment)
    /// The platform's URL can't be used.
    case platformURL(WebAddressFailure)
    /// The Push API's URL can't be used.
    case pushURL(WebAddressFailure)
    /// A base URL must not carry a query; `url` is without it.
    case hasQuery(url: String)
}

/// The hosts of one login: OAuth and REST on one, the Push API on another.
package struct PlatformAddress: Hashable, Sendable {
    /// OAuth and everything under `/rest`.
    package let platform: WebAddress
    /// The Push API; nil where it is not known (an own platform URL outside `cloud.coveo.com`).
    package let push: WebAddress?

    /// The vendor's host of a region and an environment.
    package init(region: Region, environment: PlatformEnvironment) throws(PlatformAddressFailure) {
        if environment == .hipaa, region != .us { throw .regionUnavailable(region, environment) }
        let rest = "\(environment.hostInfix)\(region.hostSuffix).\(Self.vendorDomain)"
        try self.init(platformURL: "https://platform\(rest)", pushURL: "https://api\(rest)")
    }

    /// A base URL that replaces region and environment.
    ///
    /// - Parameter pushURL: derived from `platformURL` where left out, under `cloud.coveo.com` only.
    package init(platformURL: String, pushURL: String? = nil) throws(PlatformAddressFailure) {
        do throws(WebAddressFailure) {
            platform = try WebAddress(Self.withoutSlash(platformURL))
        } catch {
            throw .platformURL(error)
        }
        if platform.query != nil { throw .hasQuery(url: platform.origin.description) }
        guard let pushURL = pushURL ?? Self.derivedPushURL(platform) else {
            push = nil
            return
        }
        let address: WebAddress
        do throws(WebAddressFailure) {
            address = try WebAddress(Self.withoutSlash(pushURL))
        } catch {
            throw .pushURL(error)
        }
        if address.query != nil { throw .hasQuery(url: address.origin.description) }
        push = address
    }

    /// Where a person logs in: `/oauth/authorize`.
    package var authorizationEndpoint: WebAddress { platform.appending(["oauth", "authorize"]) }

    /// Where a code becomes a token: `/oauth/token`.
    package var tokenEndpoint: WebAddress { platform.appending(["oauth", "token"]) }

    /// Where the platform's tokens may go.
    package var origins: Set<Origin> {
        var origins: Set = [platform.origin]
        if let push { origins.insert(push.origin) }
        return origins
    }

    /// Whether this is one of the vendor's own hosts: there its public OAuth client is registered.
    package var isVendors: Bool {
        platform.scheme == "https" && Self.vendorLabel(platform) != nil
    }

    /// A base URL means the same with a slash at its end and without.
    private static func withoutSlash(_ url: String) -> String {
        var rest = url[...]
        while rest.last == "/" { rest = rest.dropLast() }
        return String(rest)
    }

    private static let vendorDomain = "cloud.coveo.com"

    /// `platform…` becomes `api…`, for a plain vendor's host alone.
    private static func derivedPushURL(_ platform: WebAddress) -> String? {
        guard platform.scheme == "https", platform.port == nil, platform.path.isEmpty || platform.path == "/",
            let label = vendorLabel(platform)
        else { return nil }
        return "https://api\(label.dropFirst("platform".count)).\(vendorDomain)"
    }

    /// The first label of a `platform….cloud.coveo.com` host; nil for every other host.
    private static func vendorLabel(_ address: WebAddress) -> Substring? {
        let host = address.host.lowercased()
        guard host.hasSuffix(".\(vendorDomain)") else { return nil }
        let label = host.dropLast(vendorDomain.count + 1)
        return label.hasPrefix("platform") && !label.contains(".") ? label : nil
    }
}

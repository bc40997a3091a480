import HTTP
import HTTPTypes
import Ports

extension CoveoClient {
    /// What the status of an answer means; nil for a success.
    ///
    /// - Parameter address: that was asked; the platform if left out.
    func failure(
        of response: ReceivedResponse, to operation: PlatformOperation, at address: WebAddress? = nil
    ) -> PlatformFailure? {
        let status = response.head.status.code
        if (200..<300).contains(status) { return nil }
        if (300..<400).contains(status) {
            return .unexpectedRedirect(
                operation, host: redirectHost(of: response, at: address ?? self.address.platform))
        }
        let refusal = PlatformRefusal(response, to: operation)
        let firewallAction = response.head.headerFields.value(of: "x-coveo-waf-action")
        if firewallAction?.lowercased() == "block" { return .firewall(refusal) }
        switch status {
        case 401, 419: return .unauthorized(refusal)
        case 403: return response.isPage ? .firewall(refusal) : .forbidden(refusal)
        case 404: return .notFound(refusal)
        case 409: return .conflict(refusal)
        case 429:
            let retryAfter = policy.retryAfter(response.head.headerFields, clock: clock)
            // The one 429 that the policy does not repeat.
            return policy.reason(after: response, repeatable: true) == nil
                ? .dailyQuota(refusal, retryAfter: retryAfter) : .rateLimited(refusal, retryAfter: retryAfter)
        case 408: return .server(refusal)
        case 400..<500: return .invalid(refusal)
        default: return asksForPatience(response).map { .rateLimited(refusal, retryAfter: $0) } ?? .server(refusal)
        }
    }

    /// How long an answer that is worth a retry asks to wait, where that is more than the retries can.
    private func asksForPatience(_ response: ReceivedResponse) -> Duration? {
        guard policy.reason(after: response, repeatable: true) != nil,
            let wait = policy.retryAfter(response.head.headerFields, clock: clock)
        else { return nil }
        return policy.isBeyondRetries(wait) ? wait : nil
    }

    /// The host in `Location`, or the one that was asked where that is relative; never its user, path or query.
    private func redirectHost(of response: ReceivedResponse, at address: WebAddress) -> String? {
        guard let location = response.head.headerFields[.location] else { return nil }
        let rest: Substring
        let scheme = location.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        if location[scheme.endIndex...].hasPrefix("://") {
            rest = location[scheme.endIndex...].dropFirst(3)
        } else if location.hasPrefix("//") {
            rest = location.dropFirst(2)
        } else {
            return address.authority
        }
        // By scalars: a sign with an accent on it, which is one character, still means what it means.
        let authority = rest.unicodeScalars.prefix { !["/", "?", "#", "\\"].contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map { String($0) } ?? ""
        return host.isEmpty ? nil : host
    }
}

extension ReceivedResponse {
    /// `Content-Type`, as sent.
    var contentType: String? { head.headerFields[.contentType] }

    /// Whether it is a page for a browser: of a proxy, a firewall, a login.
    var isPage: Bool {
        contentType?.lowercased().hasPrefix("text/html") == true && !body.isEmpty
    }
}

import FoundationEssentials
import HTTP
import JSON
import OAuth2
import Ports
import TokenCache

@testable import CoveoCommands

extension FailureCatalogue {
    /// How renewals fail.
    static let renewal: [Entry] = [
        Entry(
            RenewalFailure.refused(OAuthError(code: "invalid_grant", description: "gone\u{7}"), isLost: false),
            .noPermission),
        Entry(RenewalFailure.refused(OAuthError(code: "invalid_grant"), isLost: true), .noPermission),
        Entry(RenewalFailure.refused(nil, isLost: false), .noPermission),
        Entry(RenewalFailure.failed(TransportFailure.unreachable(host: "as.example")), .unavailable),
        Entry(RenewalFailure.failed(TransportFailure.timedOut(host: "as.example", after: .seconds(30))), .temporary),
        Entry(RenewalFailure.failed(OAuth2Failure.serverError(status: 503)), .unavailable),
        Entry(RenewalFailure.failed(OAuth2Failure.rateLimited(status: 429, retryAfter: anHour)), .temporary),
        Entry(
            RenewalFailure.failed(OAuth2Failure.tokenRefused(status: 401, OAuthError(code: "invalid_client"))),
            .noPermission),
        Entry(RenewalFailure.failed(OAuth2Failure.notJSON(status: 200, contentType: "text/html")), .protocolBroken),
        Entry(RenewalFailure.failedElsewhere(.refused), .noPermission),
        Entry(RenewalFailure.failedElsewhere(.noAnswer), .temporary),
        Entry(RenewalFailure.failedElsewhere(.unreachable), .unavailable),
        Entry(RenewalFailure.failedElsewhere(.busy), .temporary),
        Entry(RenewalFailure.failedElsewhere(.serverFailed), .unavailable),
        Entry(RenewalFailure.failedElsewhere(.store), .configuration),
        Entry(RenewalFailure.failedElsewhere(.other), .protocolBroken),
        Entry(RenewalFailure.notStored(.denied), .configuration),
        Entry(RenewalFailure.replaced, .noPermission),
        Entry(RenewalFailure.lockTimedOut(after: .seconds(40)), .temporary),
        Entry(RenewalFailure.notRenewable, .noPermission),
    ]

    /// What may be wrong with an authorization server's metadata.
    static let metadata: [Entry] =
        [
            Entry(MetadataFailure.unfitIssuer("http://as.example", .insecure(host: "as.example")), .usage),
            Entry(MetadataFailure.unfitIssuer("https://user:canary@as.example", .hasUserInfo), .usage),
            Entry(MetadataFailure.issuerHasQuery("https://as.example?x"), .usage),
            Entry(MetadataFailure.noneFound(attempts), .protocolBroken),
            Entry(MetadataFailure.serverError(status: 503), .unavailable),
            Entry(MetadataFailure.serverError(status: 503, retryAfter: anHour), .temporary),
            Entry(MetadataFailure.rateLimited(status: 429), .temporary),
            Entry(MetadataFailure.rateLimited(status: 429, retryAfter: anHour), .temporary),
            Entry(MetadataFailure.unanswered(slow), .temporary),
            Entry(MetadataFailure.unanswered(Array(slow.dropFirst())), .unavailable),
            Entry(
                MetadataFailure.wrongIssuer(expected: "https://as.example/", given: "https://as.example\u{1B}[2J"),
                .protocolBroken),
            Entry(MetadataFailure.missingField("token_endpoint"), .protocolBroken),
            Entry(MetadataFailure.malformedField("issuer"), .protocolBroken),
            Entry(
                MetadataFailure.unfitEndpoint(
                    field: "token_endpoint", address: "http://as.example/token", .insecure(host: "as.example")),
                .protocolBroken),
        ]
        + attempts.map {
            Entry(
                MetadataFailure.unreadable($0.address, .duplicateKey(key: "issuer\u{1B}[2J", line: 1, column: 30)),
                .protocolBroken)
        }

    /// What a server says that wants to be asked again an hour later.
    static let anHour = RetryAfter(.seconds(3_600), asked: Date(timeIntervalSince1970: 1_767_323_045))

    private static let attempts: [MetadataFailure.Attempt] = {
        // Written here, and right.
        guard let first = try? WebAddress("https://as.example/.well-known/oauth-authorization-server"),
            let second = try? WebAddress("https://as.example/.well-known/openid-configuration")
        else { return [] }
        return [.init(first, .status(404)), .init(second, .notJSON(contentType: "text/html"))]
    }()

    private static let slow: [MetadataFailure.Attempt] = {
        let answers: [MetadataFailure.Answer] = [.timedOut(after: .seconds(30)), .cut, .tooLarge(limit: 1_048_576)]
        return zip([attempts[0], attempts[1], attempts[1]], answers).map { .init($0.address, $1) }
    }()
}

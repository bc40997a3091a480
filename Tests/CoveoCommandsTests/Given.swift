import FoundationEssentials
import HTTPTypes
import OAuth2
import Ports
import Support
import TokenCache

/// What the suites of this target start from. Every secret in it holds the word "canary".
enum Given {
    static let token = "canary-token"
    static let code = "canary-code"
    /// What `CountingRandom` makes the state of the first login of a run, after the verifier.
    static let state = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"
    /// The verifier before it, a secret.
    static let verifier = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    static let platform = "https://platform.cloud.coveo.com"
    static let sources = "/rest/organizations/acme/sources"

    /// The liveness probe's answer for ann.
    static let ann = account("ann")
    /// What the platform answers for a dead token.
    static let dead = ReceivedResponse.json(#"{"errorCode":"INVALID_TOKEN","message":"Token is gone"}"#, status: 401)
    static let tokens = ReceivedResponse.json(
        #"{"access_token":"canary-token","token_type":"bearer","expires_in":86400}"#)

    static func account(_ name: String) -> ReceivedResponse {
        .json(#"{"authentication":{"username":"\#(name)","email":"\#(name)@example.com","displayName":"\#(name)"}}"#)
    }

    static func organizations(_ ids: String...) -> ReceivedResponse {
        let items = ids.map { #"{"id":"\#($0)","displayName":"The \#($0)"}"# }.joined(separator: ",")
        return .json(#"{"items":[\#(items)],"totalEntries":\#(ids.count),"totalPages":1}"#)
    }

    /// A refusal as the platform writes it.
    static func refusal(
        _ status: Int, code: String = "SOME_CODE", message: String = "Some words", fields: HTTPFields = [:]
    ) -> ReceivedResponse {
        .json(#"{"errorCode":"\#(code)","message":"\#(message)"}"#, status: status, fields: fields)
    }

    /// A push source as the platform lists it, with more members in `extra` (beginning with a comma).
    static func source(
        _ id: String = "acme-1", _ name: String = "Docs", visibility: String = "SHARED", status: String = "PUSH_READY",
        modified: Int = 1, extra: String = ""
    ) -> String {
        """
        {"id":"\(id)","name":"\(name)","sourceType":"PUSH","sourceVisibility":"\(visibility)","pushEnabled":true,\
        "lastModifiedDate":\(modified),"information":{"sourceStatus":{"type":"\(status)"}}\(extra)}
        """
    }

    /// The list of sources, in one page.
    static func page(_ sources: String...) -> ReceivedResponse {
        .json(
            """
            {"sourceModels":[\(sources.joined(separator: ","))],"totalEntries":\(sources.count),"totalPages":1}
            """)
    }

    /// A stored login of ann, at the platform's default address, which ends in 24 hours.
    static func session(
        token: String = Given.token, platform: String = Given.platform, account: String? = "ann@example.com",
        organization: String? = "acme", expiresIn seconds: Double? = 86_400
    ) -> Session {
        Session(
            platformURL: platform, pushURL: "https://api.cloud.coveo.com",
            client: OAuthClient(id: "cli", authentication: .basic(Redacted("cli"))),
            tokenEndpoint: "\(platform)/oauth/token",
            tokens: TokenSet(
                accessToken: Redacted(token), expiresAt: seconds.map { TestClock().now.addingTimeInterval($0) }),
            account: account, organization: organization, scopes: ["full"], issuedAt: TestClock().now, way: .browser)
    }
}

package import FoundationEssentials
import JSON
package import OAuth2

/// One login, whole: what the store's item of a profile holds.
package struct Session: Sendable, Equatable {
    /// The platform's base address (`https://platform.cloud.coveo.com`); the token goes nowhere else.
    package var platformURL: String
    /// The Push API's base address, where it is known.
    package var pushURL: String?
    /// As which client the login was made; nil for a token that was given as it is.
    package var client: OAuthClient?
    /// The authorization server's issuer identifier, where the login was made by its metadata.
    package var issuer: String?
    /// Where the login was made, for the next one like it.
    package var authorizationEndpoint: String?
    /// Where a device login begins.
    package var deviceAuthorizationEndpoint: String?
    /// Where the login is renewed.
    package var tokenEndpoint: String?
    /// Where it is revoked.
    package var revocationEndpoint: String?
    /// Which of these endpoints were typed: the next login takes them from here, and the others from where they are
    /// known best by then. nil in records from before this was kept.
    package var typedEndpoints: Set<Endpoint>?
    /// Access and refresh token.
    package var tokens: TokenSet
    /// Who logged in: the user name by the liveness probe.
    package var account: String?
    /// The ID of the API key that the access token is, where this program made it.
    package var keyID: String?
    /// The organization that commands work on.
    package var organization: String?
    /// The scopes that the login has.
    package var scopes: [String]
    /// The scopes that were asked for, and that the next login asks for; nil in records from before this was kept.
    package var requestedScopes: [String]?
    /// When the tokens were issued.
    package var issuedAt: Date
    /// How the login was made.
    package var way: Way
    /// What a later version put in the record: it survives a change.
    var unknown = JSONObject()
    /// The same of the record's tokens.
    var unknownOfTokens = JSONObject()

    /// How a login was made.
    package enum Way: String, Sendable, CaseIterable {
        case browser
        case noBrowser = "no-browser"
        case device
        case withToken = "with-token"
    }

    /// An endpoint of the authorization server, by its name in the record.
    package enum Endpoint: String, Sendable, CaseIterable {
        case authorizationEndpoint
        case deviceAuthorizationEndpoint
        case tokenEndpoint
        case revocationEndpoint
    }

    package init(
        platformURL: String, pushURL: String? = nil, client: OAuthClient? = nil, issuer: String? = nil,
        authorizationEndpoint: String? = nil, deviceAuthorizationEndpoint: String? = nil, tokenEndpoint: String? = nil,
        revocationEndpoint: String? = nil, typedEndpoints: Set<Endpoint>? = nil, tokens: TokenSet,
        account: String? = nil, organization: String? = nil, scopes: [String] = [], requestedScopes: [String]? = nil,
        issuedAt: Date, way: Way
    ) {
        self.platformURL = platformURL
        self.pushURL = pushURL
        self.client = client
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.deviceAuthorizationEndpoint = deviceAuthorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.typedEndpoints = typedEndpoints
        self.tokens = tokens
        self.account = account
        self.organization = organization
        self.scopes = scopes
        self.requestedScopes = requestedScopes
        self.issuedAt = issuedAt
        self.way = way
    }

    /// Whether the tokens can be renewed.
    package var isRenewable: Bool { tokens.refreshToken != nil && tokenEndpoint != nil && client != nil }

    /// Whether the access token has ended at `now`; one whose end is unknown has not.
    package func isExpired(at now: Date) -> Bool {
        tokens.expiresAt.map { $0 <= now } ?? false
    }
}

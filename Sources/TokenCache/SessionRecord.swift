import FoundationEssentials
import JSON
import OAuth2
import Ports

/// The JSON form of a session: one object with a `version`. Times are ISO 8601 in UTC, to the second.
enum SessionRecord {
    /// The version that is written, and the newest that is read.
    static let version = 1

    /// The bytes of a session.
    static func bytes(of session: Session) -> [UInt8] {
        var record = JSONObject([("version", .number(JSONNumber(version)))])
        record["platformUrl"] = .string(session.platformURL)
        record["pushUrl"] = session.pushURL.map(JSONValue.string)
        record["account"] = session.account.map(JSONValue.string)
        record["keyId"] = session.keyID.map(JSONValue.string)
        record["organization"] = session.organization.map(JSONValue.string)
        record["way"] = .string(session.way.rawValue)
        record["scopes"] = .array(session.scopes.map(JSONValue.string))
        record["requestedScopes"] = session.requestedScopes.map { .array($0.map(JSONValue.string)) }
        record["issuedAt"] = .string(session.issuedAt.formatted(.iso8601))
        record["tokens"] = .object(tokens(of: session))
        record["clientId"] = session.client.map { .string($0.id) }
        let (method, secret) = authentication(of: session.client)
        record["clientAuth"] = method.map(JSONValue.string)
        record["clientSecret"] = secret.map { .string($0.reveal()) }
        record["issuer"] = session.issuer.map(JSONValue.string)
        record["authorizationEndpoint"] = session.authorizationEndpoint.map(JSONValue.string)
        record["deviceAuthorizationEndpoint"] = session.deviceAuthorizationEndpoint.map(JSONValue.string)
        record["tokenEndpoint"] = session.tokenEndpoint.map(JSONValue.string)
        record["revocationEndpoint"] = session.revocationEndpoint.map(JSONValue.string)
        record["typedEndpoints"] = session.typedEndpoints.map { typed in
            .array(Session.Endpoint.allCases.filter(typed.contains).map { .string($0.rawValue) })
        }
        record.overlay(session.unknown)
        return Array(JSONValue.object(record).text(.compact).utf8)
    }

    private static func tokens(of session: Session) -> JSONObject {
        var tokens = JSONObject()
        tokens["accessToken"] = .string(session.tokens.accessToken.reveal())
        tokens["tokenType"] = .string(session.tokens.tokenType)
        tokens["expiresAt"] = session.tokens.expiresAt.map { .string($0.formatted(.iso8601)) }
        tokens["refreshToken"] = session.tokens.refreshToken.map { .string($0.reveal()) }
        tokens["scopes"] = session.tokens.scopes.map { .array($0.map(JSONValue.string)) }
        tokens.overlay(session.unknownOfTokens)
        return tokens
    }

    private static let names = [
        "version", "platformUrl", "pushUrl", "account", "keyId", "organization", "way", "scopes", "requestedScopes",
        "issuedAt",
        "tokens", "clientId", "clientAuth", "clientSecret", "issuer", "authorizationEndpoint",
        "deviceAuthorizationEndpoint", "tokenEndpoint", "revocationEndpoint", "typedEndpoints",
    ]
    private static let tokenNames = ["accessToken", "tokenType", "expiresAt", "refreshToken", "scopes"]

    private static func authentication(of client: OAuthClient?) -> (method: String?, secret: Redacted<String>?) {
        switch client?.authentication {
        case nil: (nil, nil)
        case .some(.none): ("none", nil)
        case .basic(let secret): ("basic", secret)
        case .post(let secret): ("post", secret)
        }
    }

    /// The session in `bytes`. Throws `.newerVersion` before anything else is looked at, and `.damaged`.
    static func session(in bytes: Redacted<[UInt8]>) throws(SessionFailure) -> Session {
        // The parser's error quotes the text, which holds tokens.
        guard let value = try? JSONValue(parsing: bytes.reveal()) else { throw .damaged(.notJSON) }
        guard let record = value.object else { throw .damaged(.notAnObject) }
        let fields = SessionFields(record, path: "")
        let found = try fields.version()
        if found > version { throw .newerVersion(found: found, known: version) }
        let tokens = try fields.object("tokens")
        var session = Session(
            platformURL: try fields.address("platformUrl"), pushURL: try fields.optionalAddress("pushUrl"),
            client: try client(in: fields), issuer: try fields.optionalAddress("issuer"),
            authorizationEndpoint: try fields.optionalAddress("authorizationEndpoint"),
            deviceAuthorizationEndpoint: try fields.optionalAddress("deviceAuthorizationEndpoint"),
            tokenEndpoint: try fields.optionalAddress("tokenEndpoint"),
            revocationEndpoint: try fields.optionalAddress("revocationEndpoint"),
            // What a later version calls an endpoint is none that this one would take from here.
            typedEndpoints: try fields.texts("typedEndpoints").map { Set($0.compactMap(Session.Endpoint.init)) },
            tokens: try set(in: tokens), account: try fields.optionalText("account"),
            organization: try fields.optionalText("organization"), scopes: try fields.texts("scopes") ?? [],
            requestedScopes: try fields.texts("requestedScopes"), issuedAt: try fields.time("issuedAt"),
            way: try way(in: fields))
        session.keyID = try fields.optionalText("keyId")
        session.unknown = record
        for name in names { session.unknown[name] = nil }
        session.unknownOfTokens = tokens.record
        for name in tokenNames { session.unknownOfTokens[name] = nil }
        return session
    }

    private static func set(in tokens: SessionFields) throws(SessionFailure) -> TokenSet {
        let accessToken = try tokens.text("accessToken")
        // A record that someone else wrote must not reach a header either.
        guard TokenSet.isFit(accessToken) else { throw tokens.invalid("accessToken") }
        return TokenSet(
            accessToken: Redacted(accessToken), tokenType: try tokens.text("tokenType"),
            expiresAt: try tokens.optionalTime("expiresAt"),
            refreshToken: try tokens.optionalText("refreshToken").map { Redacted($0) },
            scopes: try tokens.texts("scopes"))
    }

    private static func client(in fields: SessionFields) throws(SessionFailure) -> OAuthClient? {
        guard let id = try fields.optionalText("clientId") else { return nil }
        switch try fields.text("clientAuth") {
        case "none": return OAuthClient(id: id, authentication: .none)
        case "basic": return OAuthClient(id: id, authentication: .basic(Redacted(try fields.text("clientSecret"))))
        case "post": return OAuthClient(id: id, authentication: .post(Redacted(try fields.text("clientSecret"))))
        default: throw fields.invalid("clientAuth")
        }
    }

    private static func way(in fields: SessionFields) throws(SessionFailure) -> Session.Way {
        guard let way = Session.Way(rawValue: try fields.text("way")) else { throw fields.invalid("way") }
        return way
    }
}

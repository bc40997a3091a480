import Foundation
import JSON
import Support
import Testing

/// A token server that ends a login where a refresh token is used twice, and its platform:
/// `Tests/rigs/strict-token-server`. Nobody need log in: it has logins, and a session for the keyring of each.
struct TokenServer: Sendable {
    /// The tokens of one login.
    struct Login: Sendable {
        let accessToken: String
        let refreshToken: String
        /// When the access token ends.
        let expiresAt: Date
    }

    /// What the server knows of a token.
    struct Told: Sendable, Equatable {
        /// Whether the server would take it now: a refresh token for a renewal, an access token at the platform.
        let isLive: Bool
        /// Whether the login that it came of can still be renewed, if by another token.
        let isFamilyAlive: Bool
    }

    /// Platform and issuer.
    let url: String
    private let rig: Rig

    /// The server and a machine, for one test.
    ///
    /// - Parameter options: of the rig.
    static func with(_ options: String..., body: (TokenServer, Stage) async throws -> Void) async throws {
        try await Rig.with("strict-token-server", options) { rig, stage in try await body(TokenServer(rig), stage) }
    }

    private init(_ rig: Rig) throws {
        self.rig = rig
        url = try rig.text("url")
    }

    /// The platform, as variables for `coveo`.
    var variables: [String: String] { ["COVEO_PLATFORM_URL": url] }

    /// A new login at the server.
    ///
    /// - Parameter life: of its access token, in seconds; where it is negative, that has ended already.
    func logIn(life: Int = 3600) async throws -> Login {
        let begun = Date()
        let login = try await rig.json("POST", "/rig/login", "expiresIn=\(life)")
        return Login(
            accessToken: try #require(login["accessToken"]?.string),
            refreshToken: try #require(login["refreshToken"]?.string), expiresAt: begun + TimeInterval(life))
    }

    /// What the store holds of a login, as `coveo` writes it.
    func session(of login: Login) throws -> String {
        let tokens: JSONValue = [
            "accessToken": .string(login.accessToken), "tokenType": "Bearer",
            "expiresAt": .string(login.expiresAt.formatted(.iso8601)), "refreshToken": .string(login.refreshToken),
            "scopes": ["full"],
        ]
        let session: JSONValue = [
            "version": 1, "platformUrl": .string(url), "account": "alice",
            "organization": .string(try rig.text("organization")), "way": "browser", "scopes": ["full"],
            "issuedAt": .string(login.expiresAt.addingTimeInterval(-3600).formatted(.iso8601)), "tokens": tokens,
            "clientId": .string(try rig.text("clientId")), "clientAuth": "none",
            "tokenEndpoint": .string(try rig.text("tokenEndpoint")),
            "revocationEndpoint": .string(try rig.text("revocationEndpoint")),
        ]
        return session.text(.compact)
    }

    /// A new login, stored as the stage's profile `default`.
    @discardableResult
    func logIn(life: Int = 3600, on stage: Stage) async throws -> Login {
        let login = try await logIn(life: life)
        try await stage.store(session: session(of: login))
        return login
    }

    /// From now on: these moods, and no others; see the rig's `--help`.
    func play(_ moods: String...) async throws {
        let status = try await rig.ask("POST", "/rig/moods", moods.joined(separator: "\n")).status
        try #require(status == 204, "no such moods: \(moods)")
    }

    /// What the server knows of a token.
    func told(of token: String) async throws -> Told {
        let told = try await rig.json("POST", "/rig/token", token)
        return Told(
            isLive: try #require(told["isLive"]?.bool as Bool?),
            isFamilyAlive: try #require(told["isFamilyAlive"]?.bool as Bool?))
    }

    /// Ends the login that a token came of.
    func revoke(_ token: String) async throws {
        let status = try await rig.ask("POST", "/revoke", "token=\(token)").status
        try #require(status == 200)
    }

    /// One of `renewals`, `reuses`, `revocations`, `logins`, `atOnce`.
    func count(_ name: String) async throws -> Int {
        let counters = try await rig.json("GET", "/rig/counters")
        return try #require(counters[name]?.int)
    }

    /// How many requests of this kind there were, `POST /token` for instance.
    func requests(_ request: String) async throws -> Int {
        try await rig.json("GET", "/rig/counters")["requests"]?[request]?.int ?? 0
    }
}

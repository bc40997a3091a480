import Foundation

/// Access tokens and the families of refresh tokens, by their SHA-256 only.
///
/// A login begins a family. A renewal gives a new refresh token and spends the one that was sent; one that comes a second
/// time was stolen, or its answer was lost: the whole family is revoked (RFC 9700 section 4.14.2).
struct Tokens: Sendable {
    /// An access token.
    struct Access: Sendable {
        let username: String
        let client: Client
        let family: String
        let end: Date
    }

    /// The refresh tokens of one login.
    struct Family: Sendable {
        let username: String
        let client: Client
        /// The one that works.
        var current: String
        /// Those that were used, the last `Family.memory` of them.
        private(set) var spent: [String] = []
        /// When it ends, unless it is used before.
        var end: Date

        /// How many used ones are known for what they are; older ones are unknown tokens.
        private static let memory = 1_000

        init(username: String, client: Client, current: String, spent: [String] = [], end: Date) {
            self.username = username
            self.client = client
            self.current = current
            self.spent = spent
            self.end = end
        }

        /// Whether it is one of this family.
        func contains(_ hash: String) -> Bool { current == hash || spent.contains(hash) }

        /// Spends the one that works; `next` works from now on.
        mutating func rotate(to next: String) {
            spent = spent.suffix(Self.memory - 1) + [current]
            current = next
        }
    }

    /// Tokens as they are handed out.
    struct Issued: Sendable {
        let access: String
        let refresh: String?
    }

    /// How long a login lasts that isn't renewed, in seconds: 30 days.
    private static let idleLifetime: TimeInterval = 30 * 86_400
    /// How long an access token lives, in seconds.
    let lifetime: Int
    /// By the token's hash.
    var access: [String: Access] = [:]
    /// By an ID that is no secret.
    var families: [String: Family] = [:]

    /// Whose living access token this is.
    func username(token: String) -> String? {
        guard let found = access[Secret.hash(token)], found.end > Date() else { return nil }
        return found.username
    }

    /// The first tokens of a login.
    mutating func begin(family id: String, username: String, client: Client) -> Issued {
        let now = Date()
        families = families.filter { $0.value.end > now }
        let refresh = client.allows(.refreshToken) ? Secret.make() : nil
        if let refresh {
            families[id] = Family(
                username: username, client: client, current: Secret.hash(refresh),
                end: now.addingTimeInterval(Self.idleLifetime))
        }
        return Issued(access: issueAccess(family: id, username: username, client: client), refresh: refresh)
    }

    /// The next tokens of a login (RFC 6749 section 6). Earlier access tokens live on.
    /// - Throws: `Refusal` with `invalid_grant`.
    mutating func renew(refreshToken: String, client: Client) throws(Refusal) -> Issued {
        let hash = Secret.hash(refreshToken)
        guard let (id, family) = families.first(where: { $0.value.contains(hash) }), family.client == client else {
            throw Refusal(oauth: "invalid_grant", "The refresh token is unknown or revoked.")
        }
        guard family.current == hash else {
            revoke(family: id)
            throw Refusal(oauth: "invalid_grant", "The refresh token was used before: the login is revoked.")
        }
        guard family.end > Date() else { throw Refusal(oauth: "invalid_grant", "The refresh token has expired.") }
        let refresh = Secret.make()
        families[id]?.rotate(to: Secret.hash(refresh))
        families[id]?.end = Date().addingTimeInterval(Self.idleLifetime)
        return Issued(access: issueAccess(family: id, username: family.username, client: client), refresh: refresh)
    }

    /// Revokes an access token, or the family of a refresh token; an unknown token is no error (RFC 7009 section 2.2).
    /// - Throws: `Refusal` with `invalid_grant` for another client's token (RFC 7009 section 2.1 has it refused, and RFC
    ///   6749 section 5.2 has that code for what was issued to another client).
    mutating func revoke(token: String, client: Client) throws(Refusal) {
        let hash = Secret.hash(token)
        let family = families.first { $0.value.contains(hash) }
        guard let owner = access[hash]?.client ?? family?.value.client else { return }
        guard owner == client else { throw Refusal(oauth: "invalid_grant", "The token is another client's.") }
        access[hash] = nil
        if let family { revoke(family: family.key) }
    }

    /// Revokes all tokens of a login.
    mutating func revoke(family id: String) {
        families[id] = nil
        access = access.filter { $0.value.family != id }
    }

    private mutating func issueAccess(family: String, username: String, client: Client) -> String {
        let now = Date()
        access = access.filter { $0.value.end > now }
        let token = Secret.make()
        access[Secret.hash(token)] = Access(
            username: username, client: client, family: family,
            end: now.addingTimeInterval(TimeInterval(lifetime)))
        return token
    }
}

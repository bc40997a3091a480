import ArgumentParser
import CoveoPlatform
import OAuth2
import Ports
import TokenCache

/// The profile whose login a new key becomes. All that could keep it from being stored is asked before there is a key.
struct KeyLogin: Sendable {
    let profile: String
    private let login: LoginFlow
    private let address: PlatformAddress
    private let organization: OrganizationID

    /// Probes the store, and asks where a login goes for it.
    ///
    /// - Parameters:
    ///   - store: the one that was typed.
    ///   - command: the words that were typed behind `coveo`, without the store.
    /// - Throws: 64 for the profile whose own login makes the key, 78 for a store that can't be used, 1 where the earlier
    ///   login is to be kept.
    init(
        _ profile: String, in store: String?, for command: String, organization: OrganizationID, connection: Connection,
        context: Context
    ) async throws {
        if connection.source == .profile, context.profile(try context.configuration()).hasSameBytes(as: profile) {
            throw Failure(
                .usage, "'\(Visible(profile))' is the profile whose login makes the key: it would be replaced",
                hint: "give --store-as another name")
        }
        var own = context
        own.settings.typedProfile = profile
        let store = try Self.place(typed: store, profile, connection, context)
        do {
            login = try LoginFlow(LoginOptions.parse(store.map { ["--store", $0] } ?? []), context: own)
        } catch {
            throw Failure(describing: error)
        }
        self.profile = profile
        self.organization = organization
        address = connection.address
        let previous: Session?
        do {
            try await login.stores.probe()
            previous = try await login.previousSession()
        } catch let failure as StoreFailure where failure != .cancelled {
            throw await context.explain(failure, instead: .command(command, option: "--store"))
        }
        // Each key is another login: the one before goes, whoever made it.
        if let previous {
            try await login.confirmReplacing(
                previous, flag: "--store-as with another name", otherwise: "give --store-as another name")
        }
    }

    /// Where the key goes: where it was said, else where the profile's logins are, else to the login that makes it.
    private static func place(
        typed: String?, _ profile: String, _ connection: Connection, _ context: Context
    ) throws(Failure) -> String? {
        guard typed == nil, connection.source == .profile, try context.storeChoice(of: profile).origin == .standard
        else { return typed }
        let maker = try context.storeChoice(of: context.profile(context.configuration()))
        return maker.origin == .configuration ? maker.name.text : nil
    }

    /// Puts the key into the store, and reads it back.
    ///
    /// - Returns: what it replaced.
    func store(_ key: APIKey, value: Redacted<String>) async throws -> EarlierLogin? {
        let session = session(try TokenSet(given: value), of: key)
        let replaced = try await login.commit(session)
        guard try await login.stores.sessions.read(profile)?.tokens.accessToken == value else {
            throw Failure(
                .configuration, "the store does not give back what was stored",
                hint: "look with '\(coveo: "auth doctor")'")
        }
        return replaced
    }

    /// What follows a login: the preferences, the last lines, the end of the login that was replaced.
    func conclude(_ key: APIKey, value: Redacted<String>, replacing replaced: EarlierLogin?) async throws {
        try await login.conclude(session(try TokenSet(given: value), of: key), replacing: replaced)
    }

    /// Where it is kept.
    var store: StoreName { login.stores.name }

    private func session(_ tokens: TokenSet, of key: APIKey) -> Session {
        var tokens = tokens
        tokens.expiresAt = key.expires
        var session = login.unproven(tokens, by: .withToken, address: address, server: nil)
        session.organization = organization.text
        session.keyID = key.id
        return session
    }
}

import CoveoPlatform
import HTTP
import JSON
import OAuth2
import Ports
import TokenCache

/// As `config.json` keeps it, under names that the store's item has too. No secret is among them.
extension LastLogin {
    /// What of it can't be used.
    struct Damage: Error, Equatable {
        /// The member's name; nil where it is no object.
        let field: String?
    }

    private typealias Place = WritableKeyPath<AuthorizationServer, WebAddress?>

    private static var endpoints: [(name: Session.Endpoint, place: Place)] {
        [
            (.authorizationEndpoint, \.authorizationEndpoint), (.tokenEndpoint, \.tokenEndpoint),
            (.deviceAuthorizationEndpoint, \.deviceAuthorizationEndpoint),
            (.revocationEndpoint, \.revocationEndpoint),
        ]
    }

    /// What is kept.
    var record: JSONObject {
        var record = JSONObject()
        record["platformUrl"] = .string(platformURL)
        record["pushUrl"] = pushURL.map(JSONValue.string)
        record["way"] = way.map { .string($0.rawValue) }
        guard let server else { return record }
        record["clientId"] = .string(server.clientID)
        record["clientAuth"] = .string(server.method.rawValue)
        record["scopes"] = server.scopes.isEmpty ? .none : .array(server.scopes.map(JSONValue.string))
        record["issuer"] = server.issuer.map(JSONValue.string)
        for (name, place) in Self.endpoints {
            record[name.rawValue] = server.typed[keyPath: place].map { .string($0.description) }
        }
        return record
    }

    /// Reads what is kept. All of it has to be right: half of a place is another place.
    init(record value: JSONValue) throws(Damage) {
        guard let record = value.object else { throw Damage(field: nil) }
        guard let platform = try Self.text("platformUrl", record) else { throw Damage(field: "platformUrl") }
        let push = try Self.text("pushUrl", record)
        do throws(PlatformAddressFailure) {
            _ = try PlatformAddress(platformURL: platform, pushURL: push)
        } catch {
            if case .pushURL = error { throw Damage(field: "pushUrl") }
            throw Damage(field: "platformUrl")
        }
        let way = try Self.text("way", record).flatMap(Session.Way.init)
        self.init(platformURL: platform, pushURL: push, way: way, server: try Self.server(record))
    }

    private static func server(_ record: JSONObject) throws(Damage) -> Server? {
        let issuer = try address("issuer", record)
        var typed = AuthorizationServer()
        for (name, place) in endpoints { typed[keyPath: place] = try address(name.rawValue, record) }
        guard let id = try text("clientId", record) else {
            if issuer == nil, typed == AuthorizationServer() { return nil }
            throw Damage(field: "clientId")
        }
        guard !id.isEmpty else { throw Damage(field: "clientId") }
        guard let method = try text("clientAuth", record).flatMap(ClientAuthentication.init) else {
            throw Damage(field: "clientAuth")
        }
        let scopes = record["scopes"]?.array?.map(\.string) ?? []
        guard !scopes.contains(nil), record["scopes"]?.array != nil || record["scopes"] == nil else {
            throw Damage(field: "scopes")
        }
        // Of the issuer the text counts, byte for byte (RFC 8414, section 3.3).
        return Server(
            issuer: issuer == nil ? nil : try text("issuer", record), typed: typed, clientID: id, method: method,
            scopes: scopes.compactMap(\.self))
    }

    private static func text(_ name: String, _ record: JSONObject) throws(Damage) -> String? {
        guard let value = record[name] else { return nil }
        guard let text = value.string else { throw Damage(field: name) }
        return text
    }

    private static func address(_ name: String, _ record: JSONObject) throws(Damage) -> WebAddress? {
        guard let text = try text(name, record) else { return nil }
        do throws(WebAddressFailure) { return try WebAddress(text) } catch { throw Damage(field: name) }
    }
}

extension Configuration {
    private static let lastLoginKey = "lastLogin"

    /// Where the profile's last login was made; nil where nothing is kept of it. No key that a person sets.
    ///
    /// - Throws: 78 where it can't be used, saying what.
    func lastLogin(of profile: String) throws(Failure) -> LastLogin? {
        guard let value = ownValue(Self.lastLoginKey, of: profile) else { return nil }
        do throws(LastLogin.Damage) {
            return try LastLogin(record: value)
        } catch {
            throw .damagedLastLogin(of: profile, in: path, error.field)
        }
    }

    /// The same for words about it, which can do without.
    func readableLastLogin(of profile: String) -> LastLogin? {
        do throws(Failure) { return try lastLogin(of: profile) } catch { return nil }
    }

    /// Takes down where a login was made, in place of the one before it.
    mutating func setLastLogin(_ login: LastLogin, of profile: String) {
        setOwnValue(.object(login.record), Self.lastLoginKey, of: profile)
    }
}

extension Failure {
    fileprivate static func damagedLastLogin(of profile: String, in path: String?, _ field: String?) -> Failure {
        let place = path.map { " in \(Visible($0))" } ?? ""
        let what = field.map { "its '\($0)'" } ?? "it"
        return Failure(
            .configuration,
            "what is kept\(place) of the last login of profile '\(Visible(profile))' can't be used ('lastLogin'): "
                + "\(what) is not what a login writes there",
            hint: "say where to log in: '\(again: "--platform-url URL")', or with --region; that writes it anew")
    }
}

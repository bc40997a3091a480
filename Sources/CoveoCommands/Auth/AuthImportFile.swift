import CoveoPlatform
import JSON
import OAuth2
import Ports

/// The vendor's CLI's `config.json`, where its login stands in clear: `version`, `region`, `environment`,
/// `organization`, `accessToken`, `anonymous`, each of which may be missing, beside whatever else it keeps there.
struct AuthImportFile: Sendable {
    let path: String
    /// What was read, for taking out the token without touching anything else.
    let bytes: [UInt8]
    private let object: JSONObject

    private static let limit = 1 << 20
    private static let tokenKey = "accessToken"

    /// Where the vendor's CLI keeps it (its framework's folder); nil where no variable says so.
    static func standardPath(_ environment: Environment) -> String? {
        let folder =
            environment.nonEmpty("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment.absolute("HOME").map { $0 + "/.config" }
        return folder.map { $0 + "/@coveo/cli/config.json" }
    }

    /// Reads it.
    ///
    /// - Throws: 66 where it can't be read, 65 where it is none of the shapes that the vendor's CLI has written.
    init(path: String, files: any Files) throws(Failure) {
        self.path = path
        do {
            bytes = try files.read(path, limit: Self.limit)
        } catch {
            throw Failure(
                .noInput, "the vendor's CLI has no login here: \(Failure.words(for: error))",
                hint: "name its file with --from FILE, or run '\(coveo: "login")'")
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw Self.unfit(path, Failure.words(for: error))
        }
        guard let object = value.object else { throw Self.unfit(path, "it is no JSON object") }
        self.object = object
        try checkVersion()
    }

    /// The token, trimmed.
    ///
    /// - Throws: 77 where there is none, 65 where it can't be one.
    func token() throws(Failure) -> Redacted<String> {
        let token = (try text(Self.tokenKey) ?? "").trimmed
        if token.isEmpty {
            throw Failure(
                .noPermission, "the vendor's CLI is not logged in: there is no token in \(Visible(path))",
                hint: "run '\(coveo: "login")'")
        }
        guard TokenSet.isFit(token) else {
            throw Self.unfit(path, "its accessToken holds spaces or other characters that no token has")
        }
        return Redacted(token)
    }

    /// Whether it still holds this token.
    func holds(_ token: Redacted<String>) -> Bool {
        object[Self.tokenKey]?.string?.trimmed.hasSameBytes(as: token.reveal()) ?? false
    }

    /// The organization; nil where none is named.
    ///
    /// - Throws: 65 where it is no ID.
    func organization() throws(Failure) -> OrganizationID? {
        guard let text = try text("organization"), !text.isEmpty else { return nil }
        do {
            return try OrganizationID(text)
        } catch {
            throw Self.unfit(path, "'\(Visible(text))', its organization, is no ID", hint: "name it with --org ID")
        }
    }

    /// The platform that the token belongs to; nil where neither region nor environment is named.
    ///
    /// - Throws: 65 for names that the vendor's CLI doesn't write, and a region that the environment has not.
    func address() throws(Failure) -> PlatformAddress? {
        let region = try text("region").flatMap { $0.isEmpty ? nil : $0 }
        let environment = try text("environment").flatMap { $0.isEmpty ? nil : $0 }
        if region == nil, environment == nil { return nil }
        do {
            return try PlatformAddress(
                region: region.map(knownRegion) ?? .us, environment: environment.map(knownEnvironment) ?? .production)
        } catch let failure as Failure {
            throw failure
        } catch {
            let place = [region, environment].compactMap { $0 }.joined(separator: ", ")
            throw Self.unfit(path, "'\(Visible(place))' is no place where the platform is")
        }
    }

    /// Whether the token was pasted, and not got by a login: an API key, most likely.
    ///
    /// - Throws: 65 where `anonymous` is neither true nor false.
    func isGiven() throws(Failure) -> Bool {
        guard let value = object["anonymous"], !value.isNull else { return false }
        guard let isGiven = value.bool else { throw wrongType("anonymous") }
        return isGiven
    }

    /// The file without the token; every other byte stays.
    func scrubbed() -> [UInt8] {
        var rest = object
        rest[Self.tokenKey] = nil
        let cut = JSONMemberCut(bytes).removing(Self.tokenKey)
        // What is written must be what was meant; if the cut went wrong, it is laid out anew.
        if let value = try? JSONValue(parsing: cut), value == .object(rest) { return cut }
        return Array((JSONValue.object(rest).text(.compact) + "\n").utf8)
    }

    /// Schemas 1.x are read, and files from before there was a version.
    private func checkVersion() throws(Failure) {
        guard let version = try text("version") else { return }
        guard version.prefix(while: { $0 != "." }) == "1" else {
            throw Self.unfit(
                path, "its version is '\(Visible(version))', and this program knows those before 2",
                hint: "update coveo, or run '\(coveo: "login")'")
        }
    }

    private func text(_ key: String) throws(Failure) -> String? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let text = value.string else { throw wrongType(key) }
        return text
    }

    private func wrongType(_ key: String) -> Failure {
        Self.unfit(path, "its '\(key)' has another type than it should")
    }

    /// The names of the vendor's CLI, and those that AWS has for the same places.
    private func knownRegion(_ name: String) throws(Failure) -> Region {
        let aws: [String: Region] = ["us-east-1": .us, "ca-central-1": .ca, "eu-west-1": .eu, "ap-southeast-2": .au]
        if let region = Region(typed: name) ?? aws[name.lowercased()] { return region }
        throw Self.unfit(path, "its region is '\(Visible(name))', which is unknown")
    }

    private func knownEnvironment(_ name: String) throws(Failure) -> PlatformEnvironment {
        let short: [String: PlatformEnvironment] = ["prod": .production, "stg": .staging, "dev": .development]
        if let environment = short[name.lowercased()] ?? PlatformEnvironment(typed: name) { return environment }
        throw Self.unfit(path, "its environment is '\(Visible(name))', which is unknown")
    }

    private static func unfit(_ path: String, _ why: String, hint: Hint = "run '\(coveo: "login")' instead") -> Failure
    {
        Failure(.data, "\(Visible(path)) can't be taken over: \(why)", hint: hint)
    }
}

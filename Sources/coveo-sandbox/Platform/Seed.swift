import Foundation

/// What the sandbox holds at start. Its file is one JSON object; a section that is absent is the built-in one:
///
///     {
///       "organizations": [{"id": "acmesandbox", "displayName": "Acme Sandbox", "paused": false,
///                          "sourceLimit": 100, "providerLimit": 10}],
///       "users": [{"username": "bob", "password": "bob", "email": "bob@example.com", "displayName": "Bob",
///                  "organizations": {"acmesandbox": ["SOURCE VIEW", "ORGANIZATION VIEW"]}}],
///       "apiKeys": [{"value": "xx-sandbox-key", "displayName": "Sandbox key",
///                    "organizations": {"acmesandbox": ["*"]}}],
///       "securityProviders": [{"organization": "acmesandbox", "model": {"id": "mySecurityProvider"}}],
///       "sources": [{"organization": "acmesandbox", "model": {"sourceType": "PUSH", "name": "Docs"}}]
///     }
///
/// `*` stands for all privileges; `SOURCE EDIT ID` for one that is for one source. A source's model may hold any field, unknown ones and `id` too; what it leaves out
/// is filled in as for a new source.
struct Seed: Sendable {
    /// Why a seed can't be used, in words.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Somebody who logs in by a form.
    struct User: Sendable {
        let password: String
        let caller: Caller
    }

    /// A model that belongs to an organization.
    struct Placed: Sendable {
        let organization: String
        let model: Value
    }

    let organizations: [Organization]
    let users: [User]
    /// By the key's value.
    let keys: [String: Caller]
    let sources: [Placed]
    let providers: [Placed]

    /// The seed of a file, or the built-in one.
    init(path: String?) throws {
        var sections = Self.builtIn
        if let path {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(description: "the seed \(path) can't be read")
            }
            do {
                let own = try Self.lay(Array(data), over: &sections)
                try self.init(sections, own: own)
            } catch {
                throw Failure(description: "the seed \(path) can't be used: \(error)")
            }
        } else {
            try self.init(sections, own: [])
        }
    }

    /// - Returns: the sections that it names.
    private static func lay(_ bytes: [UInt8], over sections: inout Value) throws -> [String] {
        guard let members = try ValueReader.read(bytes).members else {
            throw Failure(description: "it is no JSON object")
        }
        for member in members {
            guard sections[member.key] != nil else {
                let known = (sections.members ?? []).map(\.key).joined(separator: ", ")
                throw Failure(description: "there is no section \(member.key); there are \(known)")
            }
            sections[member.key] = member.value
        }
        return members.map(\.key)
    }

    /// - Parameter own: the sections that are not the built-in ones.
    private init(_ sections: Value, own: [String]) throws {
        organizations = try Self.list(sections, "organizations") { entry in
            var organization = Organization(id: try entry.text("id"), displayName: try entry.text("displayName"))
            organization.isPaused = entry["paused"]?.bool ?? false
            organization.sourceLimit = entry["sourceLimit"]?.int ?? organization.sourceLimit
            organization.providerLimit = entry["providerLimit"]?.int ?? organization.providerLimit
            return organization
        }
        users = try Self.list(sections, "users") { entry in
            User(password: try entry.text("password"), caller: try Self.caller(entry, name: "username", isKey: false))
        }
        let entries = try Self.list(sections, "apiKeys") { entry in
            (try entry.text("value"), try Self.caller(entry, name: "displayName", isKey: true))
        }
        keys = Dictionary(entries, uniquingKeysWith: { first, _ in first })
        sources = try Self.list(sections, "sources", Self.placed)
        providers = try Self.list(sections, "securityProviders", Self.placed)
        for (section, placed) in [("sources", sources), ("securityProviders", providers)] where own.contains(section) {
            for entry in placed where !organizations.contains(where: { $0.id == entry.organization }) {
                throw Failure(description: "\(section): there is no organization \(entry.organization)")
            }
        }
    }

    private static func placed(_ entry: Value) throws -> Placed {
        guard let model = entry["model"], model.members != nil else {
            throw Failure(description: "it has no object 'model'")
        }
        return Placed(organization: try entry.text("organization"), model: model)
    }

    private static func list<Element>(
        _ sections: Value, _ key: String, _ make: (Value) throws -> Element
    ) throws -> [Element] {
        guard let entries = sections[key]?.array else { throw Failure(description: "\(key) must be an array") }
        return try entries.enumerated().map { number, entry in
            do {
                return try make(entry)
            } catch let failure as Failure {
                throw Failure(description: "\(key), entry \(number + 1): \(failure.description)")
            }
        }
    }

    private static func caller(_ entry: Value, name: String, isKey: Bool) throws -> Caller {
        var privileges: [String: [Privilege]] = [:]
        for member in entry["organizations"]?.members ?? [] {
            let words = member.value.strings ?? []
            privileges[member.key] = words.contains("*") ? Privilege.everything : words.compactMap(Privilege.init)
        }
        let username = try entry.text(name)
        return Caller(
            username: username, email: entry["email"]?.string ?? "",
            displayName: entry["displayName"]?.string ?? username, isKey: isKey, privileges: privileges)
    }
}

extension Value {
    /// The text of a member that has to be there.
    fileprivate func text(_ key: String) throws -> String {
        guard let text = self[key]?.string else { throw Seed.Failure(description: "it has no text '\(key)'") }
        return text
    }
}

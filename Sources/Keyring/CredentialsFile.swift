internal import FoundationEssentials
internal import JSON
internal import Ports

/// What stands in the file of the file store: one JSON object with a `version` and every profile's item. What this
/// version doesn't know, beside and inside of the items, is kept.
struct CredentialsFile {
    /// The version that this program writes, and the newest that it can read.
    static let version = 1

    private static let versionKey = "version"
    private static let itemsKey = "credentials"

    private var whole: JSONObject
    private var items: [JSONObject]

    /// Nothing yet.
    init() {
        whole = JSONObject([(Self.versionKey, .number(JSONNumber(Self.version)))])
        items = []
    }

    /// Throws `.damaged` or `.newerVersion`.
    init(_ bytes: [UInt8]) throws(FileStoreFailure) {
        // The place of an error is of no use to people, and what stands there is secret.
        guard let value = try? JSONValue(parsing: bytes), let whole = value.object,
            let version = whole[Self.versionKey]?.int, version > 0
        else { throw .damaged }
        guard version <= Self.version else { throw .newerVersion(version) }
        guard let items = whole[Self.itemsKey]?.array else { throw .damaged }
        self.whole = whole
        self.items = []
        for item in items {
            guard let item = item.object, item["probe"] != nil || Self.isItem(item) else { throw .damaged }
            self.items.append(item)
        }
    }

    /// The file's text.
    var bytes: [UInt8] {
        var whole = whole
        whole[Self.itemsKey] = .array(items.map { .object($0) })
        return Array(JSONValue.object(whole).text(.pretty).utf8) + [UInt8(ascii: "\n")]
    }

    /// Whether nothing is in it that anybody could miss.
    var isEmpty: Bool { items.isEmpty && whole.keys.allSatisfy { [Self.versionKey, Self.itemsKey].contains($0) } }

    /// All profiles, with their platforms.
    var profiles: [StoredItem] {
        items.compactMap { item in
            guard let profile = item["profile"]?.string, let host = item["platform"]?.string else { return nil }
            return StoredItem(profile: profile, platformHost: host, isLocked: false)
        }
    }

    /// The secret of a profile; nil where there is none.
    func secret(of profile: String) -> Redacted<[UInt8]>? {
        items.first { Self.is($0, of: profile) }.flatMap(Self.secret)
    }

    /// Puts `secret` in the profile's only item.
    mutating func put(_ secret: Redacted<[UInt8]>, profile: String, platformHost: String) {
        let (key, text) = Self.text(secret.reveal())
        var item = items.first { Self.is($0, of: profile) } ?? JSONObject([("profile", .string(profile))])
        item["platform"] = .string(platformHost)
        for other in [Self.textKey, Self.bytesKey] where other != key { item[other] = nil }
        item[key] = .string(text)
        let index = items.firstIndex { Self.is($0, of: profile) } ?? items.count
        items.removeAll { Self.is($0, of: profile) }
        items.insert(item, at: index)
        items.removeAll { $0["probe"] != nil && !Self.isItem($0) }
    }

    /// Removes the profile's item.
    ///
    /// - Returns: whether there was one.
    mutating func remove(profile: String) -> Bool {
        let before = items.count
        items.removeAll { Self.is($0, of: profile) }
        return items.count < before
    }

    /// Adds an item that lives for a moment.
    mutating func addProbe(_ text: String) {
        items.append(JSONObject([("probe", .string(text))]))
    }

    /// Text as text, anything else in base64.
    private static let textKey = "secret"
    private static let bytesKey = "base64"

    private static func text(_ secret: [UInt8]) -> (key: String, text: String) {
        if let text = String(validating: secret, as: UTF8.self) { return (textKey, text) }
        return (bytesKey, Data(secret).base64EncodedString())
    }

    private static func secret(_ item: JSONObject) -> Redacted<[UInt8]>? {
        if let text = item[textKey]?.string { return Redacted(Array(text.utf8)) }
        return item[bytesKey]?.string.flatMap { Data(base64Encoded: $0) }.map { Redacted(Array($0)) }
    }

    private static func isItem(_ item: JSONObject) -> Bool {
        item["profile"]?.string != nil && item["platform"]?.string != nil && secret(item) != nil
    }

    private static func `is`(_ item: JSONObject, of profile: String) -> Bool {
        item["profile"] == .string(profile)
    }
}

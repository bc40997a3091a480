import Foundation

/// The file that keeps what was created and changed: sources, their schedules, security providers, pushed items, API keys, which
/// organizations are paused, and the hashes of living tokens and keys. Sources as `--seed-sources` made them are not in it.
///
/// A login outlives a restart: access tokens and refresh tokens do, those that were used too, so that their reuse is
/// still seen. Codes of either grant don't: they live for minutes.
struct StateFile: Sendable {
    /// Why the file can't be used, in words.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What the file holds.
    struct Content: Sendable {
        var sources: [(organization: String, source: Source)] = []
        var providers: [String: [Value]] = [:]
        var schedules: [String: [Value]] = [:]
        var pushed: [String: [PushedItem]] = [:]
        /// nil where the file is from before it was kept.
        var paused: Set<String>?
        var keys: [String: ApiKey] = [:]
        var removedBenchmarks: Set<String> = []
        var tokens: [String: Tokens.Access] = [:]
        var families: [String: Tokens.Family] = [:]
    }

    let path: String

    /// What the file holds; nil where there is none yet.
    /// - Throws: `Failure` where it can't be read.
    func read() throws -> Content? {
        guard FileManager.default.fileExists(atPath: path) else {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) else {
                throw Failure(description: "the state \(path) can't be written: see whether its folder is there")
            }
            return nil
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(description: "the state \(path) can't be read")
        }
        let value: Value
        do {
            value = try ValueReader.read(Array(data))
        } catch {
            throw Failure(description: "\(path) is no state of a sandbox: \(error.reason)")
        }
        guard value["version"]?.int == 1 else {
            throw Failure(description: "\(path) is no state of a sandbox of this version")
        }
        var content = Content()
        for entry in value["sources"]?.array ?? [] {
            guard let organization = entry["organization"]?.string, let model = entry["model"] else { continue }
            let source = Source(model: model, visibleAt: entry["visibleAt"]?.int ?? 0)
            content.sources.append((organization, source))
        }
        for member in value["securityProviders"]?.members ?? [] {
            content.providers[member.key] = member.value.array ?? []
        }
        for member in value["schedules"]?.members ?? [] {
            content.schedules[member.key] = member.value.array ?? []
        }
        for member in value["items"]?.members ?? [] {
            content.pushed[member.key] = (member.value.array ?? []).compactMap(PushedItem.init)
        }
        content.paused = (value["paused"]?.strings).map(Set.init)
        content.removedBenchmarks = Set(value["removedBenchmarks"]?.strings ?? [])
        for key in (value["apiKeys"]?.array ?? []).compactMap(ApiKey.init) { content.keys[key.id] = key }
        for member in value["tokens"]?.members ?? [] {
            content.tokens[member.key] = Tokens.Access(member.value, hash: member.key)
        }
        for member in value["families"]?.members ?? [] {
            content.families[member.key] = Tokens.Family(member.value)
        }
        return content
    }

    /// Replaces the file in one step (0600).
    /// - Throws: the system's error.
    func write(_ content: Content) throws {
        let sources = content.sources.map { organization, source in
            """
            {"organization":\(Value.string(organization).text),"visibleAt":\(source.visibleAt),"model":\(source.text)}
            """
        }
        func lists(_ lists: [String: [Value]]) -> Value {
            .object(lists.map { .init(key: $0.key, value: .array($0.value)) })
        }
        func texts(_ texts: Set<String>) -> Value { .array(texts.sorted().map { .string($0) }) }
        let others: Value = [
            "securityProviders": lists(content.providers), "schedules": lists(content.schedules),
            "items": lists(content.pushed.mapValues { $0.map(\.value) }),
            "paused": texts(content.paused ?? []), "removedBenchmarks": texts(content.removedBenchmarks),
            "apiKeys": .array(content.keys.values.map(\.value)),
        ]
        let now = Date()
        let tokens = Value.object(
            content.tokens.filter { $0.value.end > now }.map { .init(key: $0.key, value: $0.value.value) })
        let families = Value.object(
            content.families.filter { $0.value.end > now }.map { .init(key: $0.key, value: $0.value.value) })
        let text = """
            {"version":1,"tokens":\(tokens.text),"families":\(families.text),\(others.text.dropFirst().dropLast()),\
            "sources":[\(sources.joined(separator: ",\n"))]}

            """
        let draft = path + ".new"
        let made = FileManager.default.createFile(
            atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard made, rename(draft, path) == 0 else { throw Failure(description: "\(path) can't be written") }
    }
}

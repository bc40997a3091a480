import Foundation
import JSON
import Support
import Testing

/// A server of `Tests/rigs`: it says in one line of JSON where it is, and lives as long as this object or this process.
final class Rig: Sendable {
    private static let variables = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]

    private let ready: JSONValue
    private let port: UInt16
    private let holder: HeldChild

    /// The path of a program of `Tests/rigs`.
    static func path(_ name: String) -> String {
        Binaries.repository + "/Tests/rigs/" + name
    }

    /// Whether what a rig needs is installed, as `.enabled(if:)` wants it.
    static func isAvailable(_ name: String) -> Bool {
        do {
            return try HeldChild(path(name), ["--check"], environment: variables).stop() == .exited(0)
        } catch {
            return false
        }
    }

    /// Starts it, and waits until it answers.
    static func start(_ name: String, _ options: [String]) async throws -> Rig {
        let holder = try HeldChild(path(name), options, environment: variables)
        let line = await onThread { holder.read { $0.contains("\n") } }
        try #require(line.hasSuffix("\n"), "\(name) did not come up")
        let ready = try JSONValue(parsing: Array(line.utf8))
        let port = try #require(ready["port"]?.int.flatMap { UInt16(exactly: $0) }, "\(line)")
        return Rig(ready: ready, port: port, holder: holder)
    }

    /// Starts it beside a machine, for one test, and ends it whatever happens.
    static func with(_ name: String, _ options: [String], body: (Rig, Stage) async throws -> Void) async throws {
        try await Stage.with { stage in
            let rig = try await start(name, options)
            do {
                try await body(rig, stage)
            } catch {
                await rig.stop()
                throw error
            }
            await rig.stop()
        }
    }

    private init(ready: JSONValue, port: UInt16, holder: HeldChild) {
        self.ready = ready
        self.port = port
        self.holder = holder
    }

    /// A text that it said at the start.
    func text(_ key: String) throws -> String {
        try #require(ready[key]?.string, "the rig said no \(key)")
    }

    /// A number that it said at the start, or the first of several.
    func number(_ key: String) throws -> Int {
        try #require(ready[key]?.int ?? ready[key]?.array?.first?.int, "the rig said no \(key)")
    }

    /// One request to the port that it is asked and told things at.
    @discardableResult
    func ask(_ method: String, _ path: String, _ body: String? = nil) async throws -> PlainHTTP.Answer {
        try await PlainHTTP.send(method, path, port: port, body: body)
    }

    /// The JSON that it answers.
    func json(_ method: String, _ path: String, _ body: String? = nil) async throws -> JSONValue {
        let answer = try await ask(method, path, body)
        try #require(answer.status == 200, "\(path): \(answer.status) \(answer.body)")
        return try JSONValue(parsing: Array(answer.body.utf8))
    }

    /// Ends it, and waits for that.
    func stop() async {
        let holder = holder
        _ = await onThread { holder.stop() }
    }
}

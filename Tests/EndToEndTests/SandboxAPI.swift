import Foundation
import JSON
import Support
import Testing

/// The REST API of a sandbox of a test's own, asked as a stranger's client would, over a bare socket; each answer is
/// checked against the vendor's data where that is present.
struct SandboxAPI: Sendable {
    /// An answer.
    struct Answer: Sendable {
        let status: Int
        /// By lower-case name.
        let fields: [String: String]
        /// Null where there is none, or none that is JSON.
        let body: JSONValue

        /// The platform's code of what is wrong.
        var code: String? { body["errorCode"]?.string }
        /// The member `id`; empty where there is none.
        var id: String { body["id"]?.string ?? "" }
    }

    let sandbox: Sandbox
    let folder: String
    /// An access token or API key.
    var token = "xx-sandbox-key"
    /// Which organization `{org}` stands for.
    var organization = "acmesandbox"

    /// A sandbox with these options, in a folder of its own, which is gone afterwards.
    ///
    /// - Parameter seed: a JSON object, instead of the built-in one.
    static func with(
        _ options: [String] = [], seed: String? = nil, _ body: (SandboxAPI) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "coveo-sandbox-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            // What is left in the temporary folder harms nobody.
            try? FileManager.default.removeItem(atPath: folder)
        }
        var options = options
        if let seed {
            try seed.write(toFile: folder + "/seed", atomically: true, encoding: .utf8)
            options += ["--seed", folder + "/seed"]
        }
        let sandbox = try await Sandbox.start(options, folder: folder)
        do {
            try await body(SandboxAPI(sandbox: sandbox, folder: folder))
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    /// The same one as somebody else.
    func using(_ token: String) -> SandboxAPI {
        var other = self
        other.token = token
        return other
    }

    /// The same one in another organization.
    func inside(_ organization: String) -> SandboxAPI {
        var other = self
        other.organization = organization
        return other
    }

    /// Asks; `{org}` in the path is filled in.
    ///
    /// - Parameter path: from `/rest` or `/push` on, or below `/rest/organizations/{org}` where it begins with neither.
    @discardableResult
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        let (target, fields) = request(path, body)
        let raw = try await PlainHTTP.send(
            method, target, port: sandbox.port, body: body?.text(.compact), fields: fields)
        // Not every answer is JSON.
        let value = try? JSONValue(parsing: Array(raw.body.utf8))
        let answer = Answer(status: raw.status, fields: raw.fields, body: value ?? .null)
        try Self.check(answer, to: method, target)
        return answer
    }

    /// Asks, and says whether the connection ended without an answer.
    func isUnanswered(_ method: String, _ path: String, _ body: JSONValue? = nil) async -> Bool {
        let (target, fields) = request(path, body)
        return await PlainHTTP.sendForBytes(
            method, target, port: sandbox.port, body: body?.text(.compact), fields: fields
        ).isEmpty
    }

    private func request(_ path: String, _ body: JSONValue?) -> (target: String, fields: [String: String]) {
        let isWhole = ["/rest", "/push", "/sandbox"].contains { path.hasPrefix($0) }
        let target = (isWhole ? path : "/rest/organizations/{org}" + path)
            .replacingOccurrences(of: "{org}", with: organization)
        var fields = ["Authorization": "Bearer \(token)"]
        if body != nil { fields["Content-Type"] = "application/json" }
        return (target, fields)
    }

    /// Creates a push source.
    /// - Parameter fields: laid over what such a source has.
    @discardableResult
    func create(_ name: String, _ fields: JSONObject = JSONObject()) async throws -> Answer {
        var model: JSONObject = ["sourceType": "PUSH", "sourceVisibility": "SHARED", "pushEnabled": true]
        model["name"] = .string(name)
        model.overlay(fields)
        return try await call("POST", "/sources", .object(model))
    }

    /// The names on a page of sources.
    func names(_ query: String) async throws -> [String] {
        try await call("GET", "/sources/pages?" + query).body["sourceModels"]?.array?.compactMap { $0["name"]?.string }
            ?? []
    }

    private static func check(_ answer: Answer, to method: String, _ target: String) throws {
        guard answer.status < 300 else { return }
        let isPush = target.hasPrefix("/push/v1")
        // The data leaves this page out, so that it takes `page` for a provider's ID; it has a test.
        guard !target.contains("/securityproviders/page") else { return }
        guard let contract = isPush ? Contract.push : Contract.source else { return }
        let path = isPush ? String(target.dropFirst(8)) : target
        let found = contract.violations(
            ofAnswer: answer.status, answer.body.isNull ? .none : .some(answer.body), to: method, path)
        // The platform is seen to give dates as numbers, against its own description. What the data leaves out is checked
        // by each test.
        let others = found.filter {
            !$0.hasPrefix("no such operation") && !$0.contains(/(Date|timestamp) is no string$/)
        }
        #expect(others == [], "\(method) \(target): \(answer.body.text(.compact).prefix(500))")
    }
}

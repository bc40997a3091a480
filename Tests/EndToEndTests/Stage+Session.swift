import Foundation
import JSON
import Support
import Testing

extension Stage {
    /// A stage without a keyring: with a login in the file store, and a source, `Docs`.
    static func withSource(_ body: (Stage) async throws -> Void) async throws {
        try await with(keyring: nil) { stage in
            let login = try await stage.coveo(
                "login", "--with-token", "--store", "file", input: .text("xx-sandbox-key\n"))
            try #require(login.end == .exited(0), "\(login.errors)")
            try #require(try await stage.coveo("sources", "create", "Docs").end == .exited(0))
            try await body(stage)
        }
    }

    /// The session of a profile as it lies in the keyring, byte for byte; nil where there is none.
    func storedSession(profile: String = "default") async throws -> String? {
        let found = try await ChildProcess(
            "/usr/bin/secret-tool", ["lookup"] + Self.attributes(profile), environment: environment
        ).run()
        return found.output.isEmpty ? nil : found.output
    }

    /// Puts a session into the keyring behind the program's back, in place of the one that is there.
    func store(session: String, profile: String = "default") async throws {
        let platform = try JSONValue(parsing: Array(session.utf8))["platformUrl"]?.string
        let address = try #require(platform.flatMap(URLComponents.init(string:)))
        let host = (address.host ?? "") + (address.port.map { ":\($0)" } ?? "")
        let stored = try await ChildProcess(
            "/usr/bin/secret-tool",
            ["store", "--label", "coveo: \(profile) (\(host))"] + Self.attributes(profile) + ["platform", host],
            environment: environment
        ).run(input: .text(session))
        try #require(stored.end == .exited(0), "\(stored.errors)")
    }

    /// A token of the stored session: `accessToken` or `refreshToken`.
    func storedToken(_ name: String, profile: String = "default") async throws -> String {
        let session = try #require(try await storedSession(profile: profile), "nothing is stored")
        let tokens = try JSONValue(parsing: Array(session.utf8))["tokens"]
        return try #require(tokens?[name]?.string, "no \(name) is stored")
    }

    private static func attributes(_ profile: String) -> [String] {
        ["xdg:schema", "com.coveo.cli.session", "profile", profile]
    }
}

import Foundation
import JSON
import Support
import Testing

/// Commands that write, killed at random moments: what is there afterwards is what was there before, or what was to be.
@Suite("Commands that are killed", .timeLimit(.minutes(10)))
struct KilledCommandTests {
    private static let kills = 30

    /// How long such a command takes here and now.
    private func life(of command: () async throws -> ChildProcess.Outcome) async throws -> Duration {
        let start = ContinuousClock.now
        let outcome = try await command()
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        return .now - start
    }

    /// What writers have left in a folder that were killed before their file was in its place.
    private static func leftovers(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".coveo-") }
    }

    private func loggedIn(
        keyring: PrivateSession.State? = nil, _ body: (Stage) async throws -> Void
    ) async throws {
        try await Stage.with(keyring: keyring) { stage in
            let login = try await stage.coveo(
                "login", "--with-token", "--store", "file", input: .text("xx-sandbox-key\n"))
            try #require(login.end == .exited(0), "\(login.errors)")
            try await body(stage)
        }
    }

    @Test("config set: the setting before or the one after, and every other one")
    func settings() async throws {
        try await loggedIn { stage in
            try await stage.coveo("config", "set", "color", "never")
            let life = try await life { try await stage.coveo("config", "set", "timeout", "20") }
            let path = stage.home + "/.config/coveo/config.json"
            var last = "20"
            for turn in 1...Self.kills {
                let next = String(20 + turn)
                try await stage.coveo(
                    "config", "set", "timeout", next, deadline: life * Double.random(in: 0...1.1))
                let text = try String(contentsOfFile: path, encoding: .utf8)
                let settings = try JSONValue(parsing: Array(text.utf8))
                try #require(text.contains("never"), "\(text)")
                let now = try await stage.coveo("config", "get", "timeout").output
                try #require([last + "\n", next + "\n"].contains(now), "\(settings.text(.compact))")
                last = String(now.dropLast())
            }
            try await stage.coveo("config", "set", "timeout", "20")
            #expect(try Self.leftovers(stage.home + "/.config/coveo") == [])
        }
    }

    @Test("export: the file before or the one after, whole")
    func export() async throws {
        try await loggedIn { stage in
            for number in 1...5 { try await stage.coveo("sources", "create", "s\(number)") }
            let path = stage.folder + "/m.yaml"
            let life = try await life { try await stage.coveo("sources", "export", "-f", path) }
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            let before = "# what was there\n"
            for _ in 1...Self.kills {
                try before.write(toFile: path, atomically: false, encoding: .utf8)
                try await stage.coveo("sources", "export", "-f", path, deadline: life * Double.random(in: 0...1.1))
                try #require([before, whole].contains(try String(contentsOfFile: path, encoding: .utf8)))
            }
            try await stage.coveo("sources", "export", "-f", path)
            #expect(try Self.leftovers(stage.folder) == [])
        }
    }

    @Test("apply: each source once, however often it is killed; the last one does what is left")
    func apply() async throws {
        try await loggedIn { stage in
            func manifest(_ turn: Int) throws -> String {
                let text = (1...20).map { "- {name: s\($0), sourceType: PUSH, customParameters: {turn: '\(turn)'}}\n" }
                return try stage.write("m.yaml", text.joined())
            }
            let first = try manifest(0)
            let life = try await life { try await stage.coveo("sources", "apply", "-f", first) }
            let names = try await stage.coveo("sources", "list", "--columns", "name").output
            for turn in 1...Self.kills {
                if turn.isMultiple(of: 4) {
                    let all = (1...20).map { "s\($0)" }
                    let deleted = try await stage.run(["sources", "delete", "--yes"] + all)
                    try #require([.exited(0), .exited(65)].contains(deleted.end), "\(deleted.errors)")
                }
                let file = try manifest(turn)
                try await stage.coveo("sources", "apply", "-f", file, deadline: life * Double.random(in: 0...1.1))
                let rest = try await stage.coveo("sources", "apply", "-f", file)
                try #require(rest.end == .exited(0), "\(rest.errors)")
                let now = try await stage.coveo("sources", "list", "--columns", "name").output
                try #require(now == names)
                try #require(try await stage.coveo("sources", "diff", "-f", file).end == .exited(0))
            }
        }
    }

    @Test("auth move: the login is in one of the stores at least, and used", .enabled(if: Facility.keyring))
    func move() async throws {
        try await loggedIn(keyring: .gnome) { stage in
            let life = try await life { try await stage.coveo("auth", "move", "--to", "secret-service") }
            for turn in 1...Self.kills {
                let store = turn.isMultiple(of: 2) ? "secret-service" : "file"
                try await stage.coveo("auth", "move", "--to", store, deadline: life * Double.random(in: 0...1.1))
                let token = try await stage.coveo("auth", "token", isSecret: true)
                try #require(token.output == "xx-sandbox-key\n", "\(token.errors)")
            }
            let whole = try await stage.coveo("auth", "move", "--to", "file")
            #expect(whole.end == .exited(0), "\(whole.errors)")
            #expect(try await stage.items() == "")
            #expect(try await stage.coveo("auth", "token", isSecret: true).output == "xx-sandbox-key\n")
        }
    }
}

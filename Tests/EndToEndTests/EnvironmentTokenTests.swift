import Foundation
import JSON
import Support
import Testing

@Suite("COVEO_ACCESS_TOKEN, end to end", .timeLimit(.minutes(20)))
struct EnvironmentTokenTests {
    private let token = ["COVEO_ACCESS_TOKEN": " xx-sandbox-key\n"]

    @Test("it works without a bus and a home, and makes nothing there")
    func bare() async throws {
        try await Stage.with(keyring: nil) { stage in
            let home = stage.folder + "/nowhere/home"
            let variables = token.merging(["HOME": home, "XDG_RUNTIME_DIR": "/nowhere"]) { $1 }
            let created = try await stage.coveo("sources", "create", "Docs", adding: variables)
            #expect(created.end == .exited(0), "\(created.errors)")
            #expect(try await stage.coveo("sources", "verify", "Docs", adding: variables).end == .exited(0))
            #expect(try await stage.coveo("auth", "status", adding: variables).end == .exited(0))
            let printed = try await stage.coveo("auth", "token", adding: variables, isSecret: true)
            #expect(printed.output == "xx-sandbox-key\n")
            #expect(!FileManager.default.fileExists(atPath: home))

            let deleted = try await stage.coveo("sources", "delete", "Docs", "--yes", adding: token)
            #expect(deleted.end == .exited(0), "\(deleted.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: stage.home) == [])
        }
    }

    @Test("a store that hangs and a damaged configuration are not even looked at", .enabled(if: Facility.everyStore))
    func untouched() async throws {
        try await Stage.with(keyring: .hang) { stage in
            try FileManager.default.createDirectory(
                atPath: stage.home + "/.config/coveo", withIntermediateDirectories: true)
            let configuration = stage.home + "/.config/coveo/config.json"
            try "{ no JSON".write(toFile: configuration, atomically: false, encoding: .utf8)
            let list = try await stage.coveo("-v", "sources", "list", adding: token)
            #expect(list.end == .exited(0), "\(list.errors)")
            #expect(!list.errors.contains("secret-service"))
            let typed = try await stage.coveo("sources", "list", "--profile", "default", adding: token)
            #expect(typed.end == .exited(78))
            #expect(typed.errors.contains("config.json is damaged: line 1, column 3"))
            #expect(try String(contentsOfFile: configuration, encoding: .utf8) == "{ no JSON")
        }
    }

    @Test("one that the platform does not accept is 77, an empty one counts as unset and is named")
    func unfit() async throws {
        try await Stage.with(keyring: Facility.keyring ? .gnome : nil) { stage in
            let dead = try await stage.coveo("sources", "list", adding: ["COVEO_ACCESS_TOKEN": "xx-dead"])
            #expect(dead.end == .exited(77))
            #expect(dead.errors.contains("the platform does not accept the token in COVEO_ACCESS_TOKEN"))
            #expect(!dead.errors.contains("xx-dead"))
            let status = try await stage.coveo("auth", "status", adding: ["COVEO_ACCESS_TOKEN": "xx-dead"])
            #expect(status.end == .exited(1))
        }
    }

    @Test("an empty one counts as unset, and the error says so", .enabled(if: Facility.keyring))
    func empty() async throws {
        try await Stage.with { stage in
            let outcome = try await stage.coveo("sources", "list", adding: ["COVEO_ACCESS_TOKEN": " \n"])
            #expect(outcome.end == .exited(77))
            #expect(outcome.errors.contains("COVEO_ACCESS_TOKEN is set but empty"))
        }
    }

    @Test(
        "beside a profile of another platform it goes to the environment's platform, and the login to its own",
        .enabled(if: Facility.keyring))
    func platforms() async throws {
        try await Stage.with { stage in
            try await stage.logInWithKey()
            let other = try await Sandbox.start(folder: stage.home)
            let variables = token.merging(["COVEO_PLATFORM_URL": other.url]) { $1 }
            let before = stage.sandbox.requests.count
            #expect(try await stage.coveo("sources", "list", adding: variables).end == .exited(0))
            #expect(other.count("GET", "/rest/organizations") > 0)
            let foreign = try await stage.coveo("sources", "list", adding: ["COVEO_PLATFORM_URL": other.url])
            #expect(foreign.end == .exited(77))
            #expect(foreign.errors.contains("coveo login --platform-url \(other.url)"))
            #expect(stage.sandbox.requests.count == before)
            await other.stop()
        }
    }
}

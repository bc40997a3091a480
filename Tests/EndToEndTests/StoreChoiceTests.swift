import Foundation
import JSON
import Support
import Testing

/// Logins in every store, by the built binary.
@Suite("Stores by choice, end to end", .enabled(if: Facility.keyring && Facility.helpers), .timeLimit(.minutes(20)))
struct StoreChoiceTests {
    private func file(_ stage: Stage) -> String { stage.home + "/.local/share/coveo/credentials.json" }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("in a file: for its owner alone, with a warning, in use by every command, gone after the logout")
    func fileJourney() async throws {
        // The Secret Service hangs, and nobody notices: it is not asked.
        try await Stage.with(keyring: .hang) { stage in
            let login = try await stage.coveo(
                "login", "--with-token", "--store", "file", input: .text("xx-sandbox-key\n"))
            #expect(login.end == .exited(0), "\(login.errors)")
            #expect(login.errors.contains("not encrypted") && login.errors.contains(file(stage)))
            #expect(try mode(file(stage)) == 0o600 && mode(stage.home + "/.local/share/coveo") == 0o700)
            #expect(try await stage.coveo("sources", "list").end == .exited(0))
            let token = try await stage.coveo("auth", "token", isSecret: true)
            #expect(token.output == "xx-sandbox-key\n")
            let status = try await stage.coveo("auth", "status", "--json")
            let profile = try JSONValue(parsing: Array(status.output.utf8))["profiles"]?.array?.first
            #expect(profile?["store"] == "file" && profile?["storeState"] == "readable")
            #expect(try await stage.coveo("auth", "doctor").end == .exited(0))
            #expect(try await stage.coveo("logout").end == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: file(stage)))
        }
    }

    @Test("a file that others can write to, or that is a link, is refused in words and left as it is")
    func unsafeFile() async throws {
        try await Stage.with(keyring: nil) { stage in
            let variables = ["COVEO_CREDENTIAL_STORE": "file"]
            try await stage.logInWithKey(adding: variables)
            let folder = stage.home + "/.local/share/coveo"
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
            let open = try await stage.coveo("sources", "list", adding: variables)
            #expect(open.end == .exited(78))
            #expect(open.errors.contains("other users may write to \(folder) (mode 777)"))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
            try FileManager.default.moveItem(atPath: file(stage), toPath: stage.folder + "/elsewhere")
            try FileManager.default.createSymbolicLink(
                atPath: file(stage), withDestinationPath: stage.folder + "/elsewhere")
            let link = try await stage.coveo("sources", "list", adding: variables)
            #expect(link.end == .exited(78) && link.errors.contains("is a link"), "\(link.errors)")
            #expect(FileManager.default.fileExists(atPath: stage.folder + "/elsewhere"))
        }
    }

    @Test("moved to and fro, killed at random moments: the login is always there, and in the end in one place")
    func killedMoves() async throws {
        try await Stage.with { stage in
            try await stage.logInWithKey()
            for number in 1...40 {
                let target = ["file", "secret-service"][number % 2]
                _ = try await stage.coveo(
                    "auth", "move", "--to", target, deadline: .milliseconds(Int.random(in: 5...60)))
                let token = try await stage.coveo("auth", "token", isSecret: true)
                try #require(token.end == .exited(0) && token.output == "xx-sandbox-key\n", "\(token.errors)")
            }
            #expect(try await stage.coveo("auth", "move", "--to", "file").end == .exited(0))
            #expect(try await stage.items() == "")
            #expect(try await stage.coveo("auth", "move", "--to", "secret-service").end == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: file(stage)))
            #expect(try await stage.storedSession() != nil)
        }
    }

    @Test(
        "the doctor tells of every state and shows no secret",
        arguments: [
            (PrivateSession.State.gnome, 0, "readable"), (.locked, 78, "locked"), (.none, 78, "no Secret Service"),
            (.hang, 78, "did not answer"), (.nobus, 78, "no D-Bus session bus"),
        ] as [(PrivateSession.State, Int32, String)])
    func doctor(_ state: PrivateSession.State, code: Int32, words: String) async throws {
        try await Stage.with(keyring: state) { stage in
            if state == .gnome { try await stage.logInWithKey() }
            let variables = state == .hang ? ["COVEO_STORE_TIMEOUT": "1"] : [:]
            let doctor = try await stage.coveo("auth", "doctor", adding: variables)
            #expect(doctor.end == .exited(code), "\(doctor.output)\(doctor.errors)")
            #expect(!doctor.output.contains("xx-sandbox-key") && !doctor.errors.contains("xx-sandbox-key"))
            #expect((doctor.output + doctor.errors).contains(words) || state == .gnome, "\(doctor.output)")
            #expect(doctor.output.contains("secret-service"))
            let json = try await stage.coveo("auth", "doctor", "--json", adding: variables)
            #expect(throws: Never.self) { try JSONValue(parsing: Array(json.output.utf8)) }
        }
    }
}

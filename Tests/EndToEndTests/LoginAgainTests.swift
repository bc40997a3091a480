import Foundation
import JSON
import Support
import Testing

@Suite("Logging in where a login was", .enabled(if: Facility.keyring), .timeLimit(.minutes(20)))
struct LoginAgainTests {
    /// No variable says where to go.
    private static let nowhere = ["COVEO_PLATFORM_URL": ""]

    /// Logs in by the device grant, as alice.
    private func logIn(_ options: [String], on stage: Stage) async throws -> String {
        let terminal = try stage.terminal(
            running: Binaries.coveo, ["login", "--profile", "own", "--device"] + options, adding: Self.nowhere)
        let code = try await terminal.firstMatch(of: /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/)
        let port = try UInt16(#require(URLComponents(string: stage.sandbox.url)?.port))
        let form = "user_code=\(code)&username=alice&password=alice&approve=true"
        let answer = try await PlainHTTP.send("POST", "/oauth/device", port: port, body: form)
        #expect(answer.status == 200)
        #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
        return terminal.transcript
    }

    private func report(_ stage: Stage) async throws -> JSONValue? {
        let status = try await stage.coveo("auth", "status", "--json", "--profile", "own", adding: Self.nowhere)
        return try JSONValue(parsing: status.outputBytes)["profiles"]?.array?.first
    }

    @Test("at an own server: after a logout, and where the keyring lost it, a login without options goes there again")
    func again() async throws {
        try await Stage.with(sandbox: ["--device-interval", "1"]) { stage in
            let url = stage.sandbox.url
            _ = try await logIn(
                [
                    "--platform-url", url, "--push-url", url, "--issuer", url, "--client-id", "sandbox", "--org",
                    "acmesandbox",
                ], on: stage)
            for isLost in [false, true] {
                if isLost {
                    let cleared = try await ChildProcess(
                        "/usr/bin/secret-tool", ["clear", "profile", "own"], environment: stage.environment
                    ).run()
                    #expect(cleared.end == .exited(0), "\(cleared.errors)")
                } else {
                    let logout = try await stage.coveo("logout", "--profile", "own", adding: Self.nowhere)
                    #expect(logout.end == .exited(0), "\(logout.errors)")
                }
                let out = try await report(stage)
                #expect(out?["storeState"] == "absent" && out?["platformUrl"] == .string(url))
                let list = try await stage.coveo("sources", "list", "--profile", "own", adding: Self.nowhere)
                #expect(list.end == .exited(77))
                #expect(list.errors.contains("hint: run 'coveo login --profile own', which goes to \(url) as before\n"))
                let said = try await logIn([], on: stage)
                #expect(said.contains("as client 'sandbox'"), "\(said)")
                let back = try await report(stage)
                #expect(back?["valid"] == true && back?["renewable"] == true && back?["way"] == "device")
                #expect(back?["platformUrl"] == .string(url) && back?["pushUrl"] == .string(url))
                #expect(back?["organization"] == "acmesandbox")
            }
            let file = try String(contentsOfFile: stage.home + "/.config/coveo/config.json", encoding: .utf8)
            #expect(try await !file.contains(stage.storedToken("accessToken", profile: "own")))
        }
    }
}

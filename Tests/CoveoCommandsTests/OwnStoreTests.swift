import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("What COVEO_CREDENTIAL_STORE leaves in a profile's own store is told")
struct OwnStoreTests {
    private let variable = ["COVEO_CREDENTIAL_STORE": "file"]

    private func desk() async throws -> Desk {
        let desk = Desk()
        desk.files.put(#"{"profiles":{"default":{},"work":{"store":"helper:pass"}}}"#, Desk.configuration)
        for name in [StoreName.secretService, .file] { try await desk.logIn(Given.session(), in: name) }
        for name in [StoreName.helper("pass"), .file] {
            try await desk.logIn(Given.session(), profile: "work", in: name)
        }
        return desk
    }

    private func note(_ profile: String, _ store: String) -> String {
        "note: COVEO_CREDENTIAL_STORE is set: what profile '\(profile)' keeps in \(store), its own store, was left alone; "
            + "'COVEO_CREDENTIAL_STORE=\(store) coveo logout --profile \(profile)' ends that login\n"
    }

    @Test(
        "by logout and profiles remove, with the command that reaches it, quiet or not",
        arguments: [["logout", "--profile", "work"], ["profiles", "remove", "work", "--yes"]])
    func ended(arguments: [String]) async throws {
        let desk = try await desk()
        let ran = await desk.run(arguments + ["--quiet"], environment: variable)
        #expect(ran.code == 0)
        #expect(ran.error.contains(note("work", "helper:pass")), "\(ran.error)")
        #expect(try await desk.session("work", in: .file) == nil)
        #expect(desk[.helper("pass")].calls == ["write work"])
        let named = ["COVEO_CREDENTIAL_STORE": "helper:pass"]
        let reached = await desk.coveo("logout", "--profile", "work", environment: named)
        #expect(reached.code == 0 && !reached.error.contains("note:"))
        #expect(try await desk.session("work", in: .helper("pass")) == nil)
    }

    @Test("by logout of a profile that leaves its store open: the standard one")
    func standard() async throws {
        let ran = await (try await desk()).coveo("logout", environment: variable)
        #expect(ran.error.hasSuffix(note("default", "secret-service")), "\(ran.error)")
    }

    @Test("by logout --all, for all of them at once")
    func all() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("logout", "--all", environment: variable)
        #expect(ran.code == 0)
        #expect(
            ran.error.hasSuffix(
                "note: COVEO_CREDENTIAL_STORE is set: what profiles keep in secret-service, helper:pass, their own stores, was "
                    + "left alone; 'env -u COVEO_CREDENTIAL_STORE coveo logout --all' ends those logins\n"),
            "\(ran.error)")
        let own = try await self.desk()
        let back = await own.coveo("auth", "move", "--to", "secret-service", environment: variable)
        #expect(back.code == 0 && !back.error.contains("note:"), "\(back.error)")
    }
}

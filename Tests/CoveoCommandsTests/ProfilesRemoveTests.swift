import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo profiles remove")
struct ProfilesRemoveTests {
    private func desk(_ text: String, logins: [String]) async throws -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([Desk.configuration: text])
        for profile in logins { try await desk.logIn(Given.session(), profile: profile) }
        return desk
    }

    private func three() async throws -> Desk {
        try await desk(
            #"{"profile":"work","profiles":{"default":{},"work":{"organization":"beta","later":1}}}"#,
            logins: ["default", "work", "play"])
    }

    @Test("asks, naming what goes; then login and settings are gone, and the current profile falls back")
    func confirmed() async throws {
        let desk = try await three()
        let ran = await desk.coveo("profiles", "remove", "work", terminal: .person("y"))
        #expect(ran.code == 0)
        #expect(
            ran.error.hasPrefix(
                "Remove profile 'work': its login at platform.cloud.coveo.com and its settings (organization, later)? [y/N] "
            ))
        #expect(ran.error.contains("Logged out ann@example.com (profile work)\n"))
        #expect(ran.error.contains("the token stays valid there until"))
        #expect(ran.error.contains("Removed profile work\nthe current profile is now 'default'\n"))
        #expect(try await desk.session("work") == nil)
        #expect(try await desk.session("play") != nil)
        let text = try #require(desk.files.text(Desk.configuration))
        #expect(!text.contains("work") && text.contains(#""default""#))
    }

    @Test("no is 1, and nothing is touched", arguments: ["n", ""])
    func declined(answer: String) async throws {
        let desk = try await three()
        let before = desk.files.text(Desk.configuration)
        let ran = await desk.coveo("profiles", "remove", "work", terminal: .person(answer))
        #expect(ran.code == 1)
        #expect(ran.error.contains("error: nothing was removed\nhint: "))
        #expect(try await desk.session("work") != nil)
        #expect(desk.files.text(Desk.configuration) == before)
    }

    @Test("without a terminal it needs --yes, else 64")
    func piped() async throws {
        let desk = try await three()
        let refused = await desk.coveo("profiles", "remove", "work")
        #expect(refused.code == 64)
        #expect(refused.error.contains("hint: add --yes to confirm"))
        #expect(try await desk.session("work") != nil)
        for option in ["--yes", "-y"] {
            let desk = try await three()
            let ran = await desk.coveo("profiles", "remove", "work", option, "--json")
            #expect(ran.code == 0)
            #expect(ran.output == #"{"profile":"work","deleted":true,"revoked":false,"current":"default"}"# + "\n")
        }
    }

    @Test("what has only settings, or only a login, goes as well")
    func halves() async throws {
        let settings = try await desk(#"{"profiles":{"a":{"timeout":1},"default":{}}}"#, logins: [])
        let asked = await settings.coveo("profiles", "remove", "a", terminal: .person("yes"))
        #expect(asked.code == 0)
        #expect(asked.error.hasPrefix("Remove profile 'a': its settings (timeout)?"))
        #expect(!asked.error.contains("ogged"))
        #expect(settings.files.text(Desk.configuration)?.contains("timeout") == false)
        let login = try await desk("{}", logins: ["a"])
        login.files.failWrites(with: .denied(path: "/home/ann/.config"))
        #expect(await login.coveo("profiles", "remove", "a", "--yes").code == 0)
        #expect(try await login.session("a") == nil)
    }

    @Test("the only other profile becomes the current one; of several none does, and that is said")
    func successor() async throws {
        let two = try await desk(#"{"profile":"a","profiles":{"a":{}}}"#, logins: ["a", "b"])
        let only = await two.coveo("profiles", "remove", "a", "--yes")
        #expect(only.error.hasSuffix("the current profile is now 'b'\n"))
        #expect(await two.coveo("config", "get", "profile").output == "b\n")
        let implied = try await desk("{}", logins: ["default", "b"])
        #expect(await implied.coveo("profiles", "remove", "default", "--yes").error.hasSuffix("now 'b'\n"))
        let several = try await desk(#"{"profile":"a"}"#, logins: ["a", "b", "c"])
        let none = await several.coveo("profiles", "remove", "a", "--yes")
        #expect(none.error.contains("no profile is the current one any more; there are: b, c\nhint: choose one with"))
        #expect(await several.coveo("config", "get", "profile").code == 1)
        let last = try await desk(#"{"profile":"a"}"#, logins: ["a"])
        #expect(await last.coveo("profiles", "remove", "a", "--yes").error.hasSuffix("now 'default'\n"))
        let other = try await three()
        #expect(await other.coveo("profiles", "remove", "play", "--yes").error.hasSuffix("Removed profile play\n"))
    }

    @Test("a login that can't be deleted keeps the settings: 78")
    func locked() async throws {
        let desk = try await three()
        desk.store.lock(true)
        let before = desk.files.text(Desk.configuration)
        let ran = await desk.coveo("profiles", "remove", "work", "--yes")
        #expect(ran.code == 78)
        #expect(desk.files.text(Desk.configuration) == before)
        #expect(desk.store.text("work") != nil)
    }
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo logout")
struct LogoutTests {
    @Test("deletes the login, keeps the settings, and says until when the token stays valid")
    func loggedIn() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout")
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        #expect(ran.error.contains("Logged out ann@example.com (profile default)\n"))
        #expect(ran.error.contains("the token stays valid there until 2026-01-03 03:04 UTC\n"))
        #expect(try await desk.session() == nil)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("--json has the contract's shape, with and without a login")
    func json() async throws {
        let desk = try await Desk.loggedIn()
        let first = await desk.coveo("auth", "logout", "--json")
        #expect(first.output == "[{\"profile\":\"default\",\"deleted\":true,\"revoked\":false}]\n")
        let second = await desk.coveo("auth", "logout", "--json")
        #expect(second.code == 0)
        #expect(second.output == "[{\"profile\":\"default\",\"deleted\":false,\"revoked\":false}]\n")
        #expect(second.error.contains("not logged in"))
    }

    @Test("only the named profile goes")
    func profile() async throws {
        let desk = try await Desk.loggedIn()
        try await desk.logIn(Given.session(), profile: "work")
        #expect(await desk.coveo("logout", "--profile", "work").code == 0)
        #expect(try await desk.session() != nil)
        #expect(try await desk.session("work") == nil)
    }

    @Test("a damaged login is deleted all the same")
    func damaged() async throws {
        let desk = Desk()
        try await desk.store.write(
            Redacted(Array("canary".utf8)), profile: "default", platformHost: "h", interaction: .never)
        #expect(await desk.coveo("logout").code == 0)
        #expect(desk.store.text("default") == nil)
    }

    @Test("a locked store is 78, and keeps the login")
    func locked() async throws {
        let desk = try await Desk.loggedIn()
        desk.store.lock(true)
        let ran = await desk.coveo("logout")
        #expect(ran.code == 78)
        #expect(desk.store.text("default") != nil)
    }

    @Test("works on the store while COVEO_ACCESS_TOKEN is set, and says that it stays in force")
    func variable() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: COVEO_ACCESS_TOKEN is set, and stays in force"))
        #expect(try await desk.session() == nil)
    }
}

import FoundationEssentials
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("The names that are kept for Tab")
struct KeptNamesTests {
    @Test("whoever lists keeps what was listed, and whoever creates or deletes changes it")
    func kept() async throws {
        let desk = try await Desk.listing(Given.source("acme-1", "Docs"))
        _ = await desk.coveo("sources", "list")
        let lines = desk.platform.lines
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        desk.platform.answer("POST \(Given.sources)", .success(.json(#"{"id":"acme-2"}"#, status: 201)))
        _ = await desk.coveo("sources", "create", "Wiki", "--visibility", "private")
        #expect(
            await desk.zsh("sources", "show", "").descriptions == ["Docs  -- push, shared", "Wiki  -- push, private"])
        desk.platform.answer("GET \(Given.sources)/acme-2", .success(.json(Given.source("acme-2", "Wiki"))))
        desk.platform.answer("DELETE \(Given.sources)/acme-2", .success(.json("", status: 204)))
        #expect(await desk.coveo("sources", "delete", "acme-2", "--yes").code == 0)
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        #expect(
            desk.platform.lines.count { $0.hasPrefix(Desk.list) } == 1
                + desk.platform.lines.dropFirst(lines.count)
                .count { $0.hasPrefix(Desk.list) }, "Tab asked nobody")
        #expect(desk.ownProgram.starts.isEmpty)
    }

    @Test("what was kept for more than a minute is offered, and looked at again behind it, once")
    func stale() async throws {
        let clock = TestClock()
        let desk = try await Desk.listing(Given.source("acme-1", "Docs"), clock: clock)
        _ = await desk.coveo("sources", "list")
        clock.advance(by: .seconds(59))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        #expect(desk.ownProgram.starts.isEmpty)
        clock.advance(by: .seconds(2))
        for _ in 1...3 { #expect(await desk.zsh("sources", "show", "").values == ["Docs"]) }
        #expect(desk.ownProgram.starts == [["__complete", "refresh", "sources", "default"]])
        desk.platform.answer(
            Desk.list, .success(Given.page(Given.source("acme-1", "Docs"), Given.source("acme-2", "New"))))
        let ran = await desk.run(desk.ownProgram.starts[0])
        #expect(ran.code == 0 && ran.output.isEmpty && ran.error.isEmpty)
        #expect(await desk.zsh("sources", "show", "").values == ["Docs", "New"])
        #expect(desk.ownProgram.starts.count == 1)
        // Eleven seconds later somebody may ask again, and so is a list of the future.
        clock.setWallClock(clock.now.addingTimeInterval(-3_600))
        _ = await desk.zsh("sources", "show", "")
        #expect(desk.ownProgram.starts.count == 2)
    }

    @Test("one who asks is enough: a second ends at once")
    func oneRefresh() async throws {
        var desk = try await Desk.listing(Given.source())
        desk.locks = MemoryLock(failure: .timedOut(after: .zero))
        let ran = await desk.run(["__complete", "refresh", "sources", "default"])
        #expect(ran.error.isEmpty && desk.platform.lines.isEmpty)
    }

    @Test("what a logout has forgotten does not come back with who was still asking")
    func logoutMeanwhile() async throws {
        var desk = try await Desk.listing(Given.source())
        let (store, platform) = (desk.store, desk.platform)
        desk.transport = Hooked(base: platform) { store.remove(profile: "default") }
        _ = await desk.run(["__complete", "refresh", "sources", "default"])
        #expect(desk.platform.lines.count == 1 && desk.caches.names.isEmpty)
    }

    @Test("what was changed is asked for at once, whoever asked a moment ago")
    func changed() async throws {
        let providers = "/rest/organizations/acme/securityproviders"
        let made = #"{"id":"LDAP","type":"EXPANDED"}"#
        var desk = try await Desk.loggedIn([
            "GET \(providers)": [.success(.json("[]")), .success(.json("[\(made)]"))],
            "GET \(providers)/LDAP": [.success(Given.refusal(404)), .success(.json(made))],
            "POST \(providers)": [.success(.json(made, status: 201))],
        ])
        desk.clock = PatientClock()
        #expect(await desk.zsh("providers", "show", "").values.isEmpty)
        let ran = await desk.coveo("providers", "create", "LDAP")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(await desk.zsh("providers", "show", "").values == ["LDAP"])
    }

    @Test(
        "a list that is damaged, or of another version, is none",
        arguments: [
            "", "nonsense", "coveo names 2\u{0}1\u{0}", "coveo names 1\u{0}", "coveo names 1\u{0}x\u{0}",
            "coveo names 1\u{0}1\u{0}id\u{0}name\u{0}", "coveo names 1\u{0}1\u{0}id\u{0}name\u{0}cut",
        ])
    func damaged(text: String) async throws {
        let desk = try await Desk.listing(Given.source("acme-1", "Docs"))
        _ = await desk.coveo("sources", "list")
        let name = try #require(desk.caches.names.first)
        desk.caches.write(name, Array(text.utf8))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
    }

    @Test("under COVEO_ACCESS_TOKEN nothing is kept")
    func token() async throws {
        let desk = try await Desk.listing(Given.source("acme-1", "Docs"))
        let environment = ["COVEO_ACCESS_TOKEN": "canary", "COVEO_ORGANIZATION": "acme"]
        for _ in 1...2 {
            #expect(await desk.zsh("sources", "show", "", environment: environment).values == ["Docs"])
        }
        _ = await desk.coveo("sources", "list", environment: environment)
        #expect(desk.caches.names.isEmpty)
        #expect(desk.platform.lines.count == 3)
    }

    @Test("what is kept of a profile goes with its login, and with another login")
    func forgotten() async throws {
        let desk = try await Desk.listing(Given.source())
        try await desk.logIn(Given.session(), profile: "wo/rk.")
        let lists = [["sources", "list"], ["sources", "list", "--profile", "wo/rk."]]
        for arguments in lists { _ = await desk.run(arguments) }
        #expect(desk.caches.names == ["names/default/sources@", "names/wo%2frk%2e/sources@"])
        #expect(await desk.coveo("logout").code == 0)
        #expect(desk.caches.names == ["names/wo%2frk%2e/sources@"])
        let login = await desk.coveo(
            "login", "--with-token", "--org", "acme", "--profile", "wo/rk.", terminal: .pipe("canary"))
        #expect(login.code == 0, "\(login.error)")
        #expect(desk.caches.names.isEmpty)
    }
}

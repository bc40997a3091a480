import FoundationEssentials
import Ports
import Support
import Synchronization
import Testing

@testable import CoveoCommands

/// A clock on which nothing that is waited for ever comes.
private struct PatientClock: Clock {
    let base = TestClock()

    var now: Date { base.now }
    var uptime: Duration { base.uptime }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(3_600)) }
}

/// A platform that never answers.
private final class SilentPlatform: HTTPTransport {
    private let sent = Mutex(0)

    var count: Int { sent.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        sent.withLock { $0 += 1 }
        try await Task.sleep(for: .seconds(3_600))
        throw TransportFailure.cancelled
    }
}

/// A platform while whose work something else happens.
private struct Hooked: HTTPTransport {
    let base: ScriptedPlatform
    let hook: @Sendable () -> Void

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        hook()
        return try await base.send(request)
    }
}

@Suite("What Tab offers of the platform")
struct LiveCompletionTests {
    private static let list = "GET \(Given.sources)/pages"

    private func desk(_ sources: String..., clock: any Clock = PatientClock()) async throws -> Desk {
        let page = ReceivedResponse.json(
            #"{"sourceModels":[\#(sources.joined(separator: ","))],"totalPages":1}"#)
        var desk = try await Desk.loggedIn([Self.list: [.success(page)]])
        desk.clock = clock
        return desk
    }

    @Test("sources by name, with type and visibility")
    func sources() async throws {
        let desk = try await desk(
            Given.source("acme-1", "Docs"), Given.source("acme-2", "My Wiki", visibility: "PRIVATE"))
        let told = await desk.zsh("sources", "show", "")
        #expect(told.values == ["Docs", "My Wiki"])
        #expect(told.descriptions == ["Docs     -- push, shared", "My Wiki  -- push, private"])
        #expect(await desk.bash(#"coveo sources show My\ "#, replacing: #"My\ "#).values == ["My Wiki"])
        #expect(await desk.zsh("sources", "delete", "Docs", "").values == ["My Wiki"], "none is offered twice")
        #expect(await desk.zsh("privileges", "check", "--source=").values == ["Docs", "My Wiki"])
        #expect(desk.platform.lines.count == 1, "the list is kept")
    }

    @Test("an ID where that is what is being typed, and where nothing else would be read back")
    func byID() async throws {
        let desk = try await desk(
            Given.source("acme-1", "--help"), Given.source("acme-2", "twin"), Given.source("acme-3", "twin"),
            Given.source("acme-4", " "), Given.source("acme-5", "acme-1"), Given.source("acme-6", "$(touch x)"),
            Given.source("acme-7", "a\u{202e}b"), Given.source("acme-8", "👩‍🔧"))
        let told = await desk.zsh("sources", "show", "")
        #expect(told.values == ["acme-1", "acme-2", "acme-3", "acme-4", "acme-5", "$(touch x)", "acme-7", "👩‍🔧"])
        #expect(told.descriptions.first == "acme-1      -- --help, push, shared")
        #expect(await desk.zsh("sources", "show", "--", "").values.first == "--help")
        #expect(await desk.zsh("keys", "create", "--source=").values.first == "--help")
        let typed = await desk.bash("coveo sources show acme-6", replacing: "acme-6")
        #expect(typed.values == ["acme-6"] && typed.descriptions == ["$(touch x), push, shared"])
    }

    @Test("a name with a tab can't be told to fish, and is offered by its ID there")
    func tabs() async throws {
        let desk = try await desk(Given.source("acme-1", #"a\tb"#), Given.source("acme-2", #"a\nb"#))
        #expect(await desk.zsh("sources", "show", "").values == ["a\tb", "a\nb"])
        let told = Told(await desk.run(["__complete", "fish", "sources", "show", ""]))
        #expect(told.values == [#"acme-1\#ta\u{9}b, push, shared"#, "a\nb\tpush, shared"])
    }

    @Test("organizations, security providers and API keys")
    func others() async throws {
        let desk = try await Desk.loggedIn([
            "GET /rest/organizations": [.success(Given.organizations("acme", "other"))],
            "GET /rest/organizations/acme/securityproviders": [
                .success(.json(#"[{"id":"LDAP","displayName":"Directory","type":"EXPANDED"},{"id":"Plain"}]"#))
            ],
            "GET /rest/organizations/acme/apikeys": [
                .success(.json(#"[{"id":"key1","displayName":"CI key","enabled":true,"value":"canary"}]"#))
            ],
        ])
        var patient = desk
        patient.clock = PatientClock()
        #expect(await patient.zsh("orgs", "use", "").values == ["acme", "other"])
        #expect(await patient.zsh("--org", "").descriptions == ["acme   -- The acme", "other  -- The other"])
        let providers = await patient.zsh("sources", "create", "x", "--security-provider", "")
        #expect(providers.values == ["LDAP", "Plain"])
        #expect(providers.descriptions == ["LDAP   -- Directory, expanded", "Plain"])
        #expect(await patient.zsh("keys", "delete", "").descriptions == ["CI key  -- enabled"])
        #expect(patient.caches.names.allSatisfy { $0.hasPrefix("names/default/") })
        for name in patient.caches.names {
            #expect(!String(decoding: patient.caches.read(name) ?? [], as: UTF8.self).contains("canary"))
        }
    }

    @Test("the typed profile and organization count, and each has its own list")
    func scopes() async throws {
        let desk = try await desk(Given.source("acme-1", "Docs"))
        try await desk.logIn(Given.session(organization: "other"), profile: "work")
        desk.platform.answer(
            "GET /rest/organizations/other/sources/pages", .success(Given.page(Given.source("other-1", "Others"))))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        #expect(await desk.zsh("sources", "show", "--org", "other", "").values == ["Others"])
        #expect(await desk.zsh("--profile=work", "sources", "show", "").values == ["Others"])
        #expect(await desk.zsh("sources", "show", "", environment: ["COVEO_PROFILE": "work"]).values == ["Others"])
        #expect(desk.platform.lines.count == 3)
    }

    @Test("whoever lists keeps what was listed, and whoever creates or deletes changes it")
    func kept() async throws {
        let desk = try await desk(Given.source("acme-1", "Docs"))
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
            desk.platform.lines.count { $0.hasPrefix(Self.list) } == 1
                + desk.platform.lines.dropFirst(lines.count)
                .count { $0.hasPrefix(Self.list) }, "Tab asked nobody")
        #expect(desk.ownProgram.starts.isEmpty)
    }

    @Test("what was kept for more than a minute is offered, and looked at again behind it, once")
    func stale() async throws {
        let clock = TestClock()
        let desk = try await desk(Given.source("acme-1", "Docs"), clock: clock)
        _ = await desk.coveo("sources", "list")
        clock.advance(by: .seconds(59))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        #expect(desk.ownProgram.starts.isEmpty)
        clock.advance(by: .seconds(2))
        for _ in 1...3 { #expect(await desk.zsh("sources", "show", "").values == ["Docs"]) }
        #expect(desk.ownProgram.starts == [["__complete", "refresh", "sources", "default"]])
        desk.platform.answer(
            Self.list, .success(Given.page(Given.source("acme-1", "Docs"), Given.source("acme-2", "New"))))
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
        var desk = try await desk(Given.source())
        desk.locks = MemoryLock(failure: .timedOut(after: .zero))
        let ran = await desk.run(["__complete", "refresh", "sources", "default"])
        #expect(ran.error.isEmpty && desk.platform.lines.isEmpty)
    }

    @Test("what a logout has forgotten does not come back with who was still asking")
    func logoutMeanwhile() async throws {
        var desk = try await desk(Given.source())
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

    @Test("a network that is slow has a second; then nothing is offered, and somebody goes on asking")
    func slow() async throws {
        let clock = TestClock()
        var desk = try await desk(Given.source(), clock: clock)
        let silence = SilentPlatform()
        desk.transport = silence
        for _ in 1...2 { #expect(await desk.zsh("sources", "show", "").values.isEmpty) }
        #expect(desk.ownProgram.starts == [["__complete", "refresh", "sources", "default"]])
        #expect(silence.count <= 1, "the next Tab does not wait again")
    }

    @Test("an ended token is renewed behind it, where nothing cuts that short")
    func expired() async throws {
        var desk = try await Desk.loggedIn(session: Given.session(expiresIn: -60))
        desk.clock = PatientClock()
        #expect(await desk.zsh("sources", "show", "").values.isEmpty)
        #expect(desk.ownProgram.starts.count == 1 && desk.platform.lines.isEmpty)
    }

    @Test("logged out, without a bus, offline or refused: nothing, in silence, and no dialog")
    func nothing() async throws {
        var loggedOut = Desk()
        loggedOut.clock = PatientClock()
        var noBus = loggedOut
        noBus.store = MemoryStore(failure: .noSessionBus)
        var locked = try await desk(Given.source())
        locked.store.lock(true)
        let offline = try await desk(clock: TestClock())
        offline.platform.answer(Self.list, .failure(.unreachable(host: "h")))
        let refused = try await desk()
        refused.platform.answer(Self.list, .success(Given.refusal(403)))
        locked.browser = ScriptedBrowser(isAvailable: true)
        for desk in [loggedOut, noBus, locked, offline, refused] {
            for _ in 1...2 {
                let ran = await desk.run(
                    ["__complete", "zsh", "sources", "show", ""], environment: ["COVEO_DEBUG": "1"], terminal: .person()
                )
                #expect(Told(ran).values.isEmpty)
            }
        }
        #expect(refused.platform.lines.count == 1, "and it is not tried again at once")
    }

    @Test(
        "a list that is damaged, or of another version, is none",
        arguments: [
            "", "nonsense", "coveo names 2\u{0}1\u{0}", "coveo names 1\u{0}", "coveo names 1\u{0}x\u{0}",
            "coveo names 1\u{0}1\u{0}id\u{0}name\u{0}", "coveo names 1\u{0}1\u{0}id\u{0}name\u{0}cut",
        ])
    func damaged(text: String) async throws {
        let desk = try await desk(Given.source("acme-1", "Docs"))
        _ = await desk.coveo("sources", "list")
        let name = try #require(desk.caches.names.first)
        desk.caches.write(name, Array(text.utf8))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
    }

    @Test("under COVEO_ACCESS_TOKEN nothing is kept")
    func token() async throws {
        let desk = try await desk(Given.source("acme-1", "Docs"))
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
        let desk = try await desk(Given.source())
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

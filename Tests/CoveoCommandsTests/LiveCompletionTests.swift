import FoundationEssentials
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("What Tab offers of the platform")
struct LiveCompletionTests {
    @Test("sources by name, with type and visibility")
    func sources() async throws {
        let desk = try await Desk.listing(
            Given.source("acme-1", "Docs"), Given.source("acme-2", "My Wiki", visibility: "PRIVATE"))
        let told = await desk.zsh("sources", "show", "")
        #expect(told.values == ["Docs", "My Wiki"])
        #expect(told.descriptions == ["Docs     -- push, shared", "My Wiki  -- push, private"])
        #expect(await desk.bash(#"coveo sources show My\ "#, replacing: #"My\ "#).words == [#"My\ Wiki"#])
        #expect(await desk.zsh("sources", "delete", "Docs", "").values == ["My Wiki"], "none is offered twice")
        #expect(await desk.zsh("privileges", "check", "--source=").values == ["Docs", "My Wiki"])
        #expect(desk.platform.lines.count == 1, "the list is kept")
    }

    @Test("an ID where that is what is being typed, and where nothing else would be read back")
    func byID() async throws {
        let desk = try await Desk.listing(
            Given.source("acme-1", "--help"), Given.source("acme-2", "twin"), Given.source("acme-3", "twin"),
            Given.source("acme-4", " "), Given.source("acme-5", "acme-1"), Given.source("acme-6", "$(touch x)"),
            Given.source("acme-7", "a\u{202e}b"), Given.source("acme-8", "👩‍🔧"))
        let told = await desk.zsh("sources", "show", "")
        #expect(told.values == ["acme-1", "acme-2", "acme-3", "acme-4", "acme-5", "$(touch x)", "acme-7", "👩‍🔧"])
        #expect(told.descriptions.first == "acme-1      -- --help, push, shared")
        #expect(await desk.zsh("sources", "show", "--", "").values.first == "--help")
        #expect(await desk.zsh("keys", "create", "--source=").values.first == "--help")
        #expect(await desk.bash("coveo sources show acme-6", replacing: "acme-6").words == ["acme-6"])
        let typed = await desk.zsh("sources", "show", "acme-6")
        #expect(typed.values == ["acme-6"] && typed.descriptions == ["acme-6  -- $(touch x), push, shared"])
    }

    @Test("a name with a tab can't be told to fish, and is offered by its ID there")
    func tabs() async throws {
        let desk = try await Desk.listing(Given.source("acme-1", #"a\tb"#), Given.source("acme-2", #"a\nb"#))
        #expect(await desk.zsh("sources", "show", "").values == ["a\tb", "a\nb"])
        let told = Told(await desk.run(["__complete", "fish", "sources", "show", ""]))
        #expect(told.values == [#"acme-1\#ta\u{9}b, push, shared"#, "a\nb\tpush, shared"])
    }

    @Test("of many that bash does not list, as many as tell what all begin with, in either case")
    func many() async throws {
        let names = (0..<300).map { "Source \($0)" }
        let sources = (names + ["sources"]).enumerated().map { Given.source("acme-\($0)", $1) }
        var desk = try await Desk.loggedIn([
            Desk.list: [.success(.json(#"{"sourceModels":[\#(sources.joined(separator: ","))],"totalPages":1}"#))]
        ])
        desk.clock = PatientClock()
        let line = "coveo sources show "
        #expect(await desk.bash(line, replacing: "").words == [#"Source\ 0"#, "sources"])
        #expect(await desk.bash(line + "S", replacing: "S").words == [#"Source\ 0"#, #"Source\ 99"#])
        let listed = await desk.bash(line, replacing: "", type: 63)
        #expect(listed.words.count == 301 && listed.words.contains(#"Source\ 299"#), "and no descriptions")
        #expect(await desk.bash(line + #"Source\ 29"#, replacing: #"Source\ 29"#).words.count == 11)
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
        let desk = try await Desk.listing(Given.source("acme-1", "Docs"))
        try await desk.logIn(Given.session(organization: "other"), profile: "work")
        desk.platform.answer(
            "GET /rest/organizations/other/sources/pages", .success(Given.page(Given.source("other-1", "Others"))))
        #expect(await desk.zsh("sources", "show", "").values == ["Docs"])
        #expect(await desk.zsh("sources", "show", "--org", "other", "").values == ["Others"])
        #expect(await desk.zsh("--profile=work", "sources", "show", "").values == ["Others"])
        #expect(await desk.zsh("sources", "show", "", environment: ["COVEO_PROFILE": "work"]).values == ["Others"])
        #expect(desk.platform.lines.count == 3)
    }

    @Test("a network that is slow has a second; then nothing is offered, and somebody goes on asking")
    func slow() async throws {
        let clock = TestClock()
        var desk = try await Desk.listing(Given.source(), clock: clock)
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
        var locked = try await Desk.listing(Given.source())
        locked.store.lock(true)
        let offline = try await Desk.listing(clock: TestClock())
        offline.platform.answer(Desk.list, .failure(.unreachable(host: "h")))
        let refused = try await Desk.listing()
        refused.platform.answer(Desk.list, .success(Given.refusal(403)))
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
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo profiles")
struct ProfilesTests {
    private static let configuration = """
        {"profile":"work","profiles":{"default":{"organization":"acme"},"work":{"organization":"beta","timeout":5},\
        "settings":{}}}
        """

    private func desk(_ text: String? = configuration, logins: [String] = ["default", "work"]) async throws -> Desk {
        var desk = Desk()
        if let text { desk.files = MemoryFiles([Desk.configuration: text]) }
        for profile in logins {
            let host = profile == "work" ? "https://platform-eu.cloud.coveo.com" : Given.platform
            try await desk.logIn(Given.session(platform: host), profile: profile)
        }
        return desk
    }

    @Test("list is a table on a terminal, and tab-separated in a pipe; no login is read")
    func list() async throws {
        let desk = try await desk()
        let person = await desk.coveo("profiles", "list", terminal: .person(columns: 100))
        #expect(person.code == 0)
        try Golden.expect(person.output, "profiles-list.txt")
        let pipe = await desk.coveo("profile", "list")
        #expect(
            pipe.output == """
                default\t\tstored\tplatform.cloud.coveo.com\tacme\tsecret-service\t
                settings\t\tnone\t\t\tsecret-service\t
                work\t*\tstored\tplatform-eu.cloud.coveo.com\tbeta\tsecret-service\t

                """)
        #expect(desk.store.calls.allSatisfy { !$0.hasPrefix("read") })
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("names that look the same and have other bytes are two, each listed once")
    func alike() async throws {
        let names = ["\u{E9}", "e\u{301}"]
        let settings = names.map { #""\#($0)":{}"# }.joined(separator: ",")
        let desk = try await desk(#"{"profiles":{\#(settings)}}"#, logins: names.reversed())
        let lines = await desk.coveo("profiles", "list").output.split(separator: "\n")
        #expect(lines.count == 2, "\(lines)")
    }

    @Test("list --json has a stable shape")
    func json() async throws {
        let ran = await (try await desk()).coveo("profiles", "list", "--json")
        #expect(
            ran.output == """
                [{"profile":"default","current":false,"stored":true,"platformHost":"platform.cloud.coveo.com",\
                "organization":"acme","organizationOrigin":"configuration","store":"secret-service","way":null},\
                {"profile":"settings","current":false,"stored":false,"platformHost":null,"organization":null,\
                "organizationOrigin":null,"store":"secret-service","way":null},\
                {"profile":"work","current":true,"stored":true,"platformHost":"platform-eu.cloud.coveo.com",\
                "organization":"beta","organizationOrigin":"configuration","store":"secret-service","way":null}]

                """)
    }

    @Test("an organization that the settings don't name is the login's; a store that can't tell is said")
    func loginsOrganization() async throws {
        var desk = try await desk(#"{"profiles":{"work":{"organization":"beta"}}}"#)
        try await desk.logIn(Given.session(platform: "http://127.0.0.1:8900"), profile: "local")
        let ran = await desk.coveo("profiles", "list")
        #expect(ran.output.contains("default\t*\tstored\tplatform.cloud.coveo.com\tacme\tsecret-service\t\n"))
        #expect(ran.output.contains("local\t\tstored\t127.0.0.1:8900\tacme\tsecret-service\t\n"))
        #expect(desk.store.calls.filter { $0.hasPrefix("read") } == ["read default", "read local"])
        let json = await desk.coveo("profiles", "list", "--json").output
        #expect(
            json.contains(#""organization":"acme","organizationOrigin":"login","store":"secret-service","way":null}"#))
        desk.files = MemoryFiles()
        desk.store.lock(true)
        let locked = await desk.coveo("profiles", "list")
        #expect(locked.code == 0 && locked.output.contains("platform.cloud.coveo.com\t\tsecret-service\t\n"))
        #expect(locked.error.contains("warning: the organization of profile 'default' can't be told: the keyring is"))
    }

    @Test("COVEO_PROFILE says which is the current one; nothing at all is no profile")
    func current() async throws {
        let ran = await (try await desk()).coveo("profiles", "list", environment: ["COVEO_PROFILE": "settings"])
        #expect(ran.output.contains("settings\t*\tnone") && ran.output.contains("work\t\tstored"))
        let empty = await Desk().coveo("profiles", "list")
        #expect(empty.code == 0)
        #expect(empty.output.isEmpty && empty.error.isEmpty)
        #expect(await Desk().coveo("profiles", "list", "--json").output == "[]\n")
        #expect(await Desk().coveo("profiles", "list", terminal: .person()).error.contains("no profiles\nhint: "))
    }

    @Test("a store that can't be used is 78 after what the configuration knows was printed")
    func unusableStore() async throws {
        let desk = try await desk(logins: [])
        desk.store.fail(with: .noService)
        let ran = await desk.coveo("profiles", "list")
        #expect(ran.code == 78)
        #expect(ran.output.contains("work\t*\tunknown\t\tbeta\tsecret-service\t\n"))
        #expect(ran.error.hasPrefix("error: there is no Secret Service on the session bus\n"))
        #expect(await desk.coveo("profiles", "list", "--json").output.contains(#""stored":null"#))
    }

    @Test("use makes a profile the current one, whether it has a login or settings")
    func use() async throws {
        let desk = try await desk(logins: ["default", "play"])
        for name in ["play", "settings", "default"] {
            let ran = await desk.coveo("profiles", "use", name)
            #expect(ran.code == 0)
            #expect(ran.output.isEmpty)
            #expect(ran.error == "✓ '\(name)' is now the current profile\n")
            #expect(await desk.coveo("config", "get", "profile").output == "\(name)\n")
        }
        #expect(await desk.coveo("profiles", "use", "default").error.contains("is already the current profile"))
        let json = await desk.coveo("profiles", "use", "play", "--json")
        #expect(json.output == "{\"profile\":\"play\",\"changed\":true}\n")
        let text = try #require(desk.files.text(Desk.configuration))
        #expect(text.contains(#""timeout": 5"#))
    }

    @Test("an unknown profile is 78 with the list and a near name", arguments: ["use", "remove"])
    func unknown(command: String) async throws {
        let desk = try await desk()
        let ran = await desk.coveo("profiles", command, "wrok")
        #expect(ran.code == 78)
        #expect(ran.error.contains("there is no profile 'wrok'; there are: default, settings, work\n"))
        #expect(ran.error.contains("hint: did you mean 'work'?\n"))
        #expect(desk.files.text(Desk.configuration) == Self.configuration)
    }

    @Test("an empty name is 64, and so is another one in --profile", arguments: ["use", "remove"])
    func wrongName(command: String) async throws {
        let desk = try await desk()
        #expect(await desk.coveo("profiles", command, "").code == 64)
        let two = await desk.coveo("profiles", command, "work", "--profile", "default")
        #expect(two.code == 64)
        #expect(two.error.contains("the command names 'work', and --profile 'default'"))
        #expect(try await desk.session("work") != nil)
    }

    @Test("use says which variable goes before it")
    func overridden() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("profiles", "use", "default", environment: ["COVEO_PROFILE": "work"])
        #expect(ran.error.contains("warning: COVEO_PROFILE is set, and 'work' goes before the current profile\n"))
    }

    @Test("a configuration that can't be written is 78")
    func unwritable() async throws {
        let desk = try await desk()
        desk.files.failWrites(with: .denied(path: "/home/ann/.config"))
        #expect(await desk.coveo("profiles", "use", "default").code == 78)
    }
}

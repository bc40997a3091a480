import Ports
import Support
import Testing

@Suite("coveo config list")
struct ConfigListTests {
    private func desk(_ text: String) -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([Desk.configuration: text])
        return desk
    }

    private static let full = """
        {"profile":"work","profiles":{"work":{"organization":"acme","store":"secret-service","redirectPorts":[0],\
        "timeout":7.5,"color":"never"}}}
        """

    @Test("without any setting the defaults hold; a key without one is empty")
    func defaults() async {
        let ran = await Desk().coveo("config", "list")
        #expect(ran.code == 0)
        #expect(
            ran.output
                == "profile\tdefault\norganization\t\nstore\tsecret-service\nredirectPorts\t52296,32111\ntimeout\t30\ncolor\tauto\n"
        )
        #expect(ran.error.isEmpty)
        let origins = await Desk().coveo("config", "list", "--origin").output
        #expect(origins.contains("organization\t\tnot set\n") && origins.contains("timeout\t30\tdefault\n"))
    }

    @Test("a table on a terminal, with the place of each value")
    func terminal() async throws {
        let environment = ["COVEO_TIMEOUT": "9", "NO_COLOR": "1"]
        let ran = await desk(Self.full).coveo(
            "config", "list", "--origin", "--org", "beta", environment: environment, terminal: .person(columns: 100))
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "config-list.txt")
    }

    @Test("--json has value, kind of origin, and which one it is")
    func json() async {
        let environment = ["COVEO_TIMEOUT": "9", "CLICOLOR_FORCE": "1"]
        let ran = await desk(Self.full).coveo(
            "config", "list", "--json", "--profile", "work", environment: environment)
        #expect(
            ran.output == """
                [{"key":"profile","value":"work","origin":"flag","from":"--profile"},\
                {"key":"organization","value":"acme","origin":"configuration","from":"\(Desk.configuration)"},\
                {"key":"store","value":"secret-service","origin":"configuration","from":"\(Desk.configuration)"},\
                {"key":"redirectPorts","value":[0],"origin":"configuration","from":"\(Desk.configuration)"},\
                {"key":"timeout","value":9,"origin":"environment","from":"COVEO_TIMEOUT"},\
                {"key":"color","value":"always","origin":"environment","from":"CLICOLOR_FORCE"}]

                """)
        let standard = await Desk().coveo("config", "list", "--json").output
        #expect(standard.contains(#"{"key":"organization","value":null,"origin":null,"from":null}"#))
        #expect(standard.contains(#"{"key":"timeout","value":30,"origin":"default","from":null}"#))
    }

    @Test("an organization that is not set is the login's, and so is its origin")
    func loginsOrganization() async throws {
        let desk = try await Desk.loggedIn(profile: "work")
        let list = ["config", "list", "--origin", "--profile", "work"]
        #expect(await desk.run(list).output.contains("organization\tacme\tlogin, profile work\n"))
        #expect(
            await desk.run(list + ["--json"]).output.contains(
                #"{"key":"organization","value":"acme","origin":"login","from":"work"}"#))
        #expect(await desk.run(list + ["--org", "beta"]).output.contains("organization\tbeta\tflag --org\n"))
        let token = await desk.run(["config", "list", "--origin"], environment: ["COVEO_ACCESS_TOKEN": "canary-x"])
        #expect(token.output.contains("organization\t\tnot set\n"))
        desk.store.lock(true)
        let locked = await desk.run(list)
        #expect(locked.code == 0 && locked.output.contains("organization\t\tnot set\n"))
        #expect(
            locked.error.contains("warning: the organization of profile 'work' can't be told: the keyring is locked"))
    }

    @Test("a setting that can't be is shown as it is: it is here that it can be mended")
    func unusable() async {
        let desk = desk(#"{"profiles":{"default":{"timeout":0,"color":"blu\u001be"}}}"#)
        let ran = await desk.coveo("config", "list")
        #expect(ran.code == 0)
        #expect(ran.output.contains("timeout\t0\ncolor\tblu\\u{1b}e\n"))
        #expect(await desk.coveo("config", "unset", "timeout").code == 0)
        #expect(await desk.coveo("config", "set", "color", "auto").code == 0)
        #expect(await desk.coveo("auth", "status").code == 1)
    }

    @Test("with COVEO_ACCESS_TOKEN it says that no profile's setting counts")
    func variable() async {
        let ran = await desk(Self.full).coveo("config", "list", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("hint: COVEO_ACCESS_TOKEN is set: until it is unset, no profile"))
    }
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A store's name that is none, and a helper that is not there")
struct StoreNameTests {
    @Test(
        "what a store is called elsewhere is understood",
        arguments: [
            ("pass", "helper:pass"), ("docker-credential-pass", "helper:pass"),
            ("docker-credential-x.exe", "helper:x.exe"),
            ("wincred.exe", "helper:wincred.exe"), ("secretservice", "secret-service"), ("keyring", "secret-service"),
            ("libsecret", "secret-service"), ("Secret-Service", "secret-service"), ("fiel", "file"),
            ("helper:pas s", "helper:pass"),
        ])
    func meant(typed: String, meant: String) async {
        let hint = "hint: did you mean '\(meant)'?\n"
        for arguments in [
            ["login", "--with-token", "--store", typed], ["auth", "move", "--to", typed],
            ["config", "set", "store", typed],
        ] {
            let ran = await Desk().run(arguments)
            #expect(ran.code == 64)
            #expect(ran.error.hasSuffix(hint), "\(ran.error)")
        }
        let variable = await Desk().coveo("sources", "list", environment: ["COVEO_CREDENTIAL_STORE": typed])
        #expect(variable.code == 78)
        #expect(variable.error.hasSuffix(hint + "hint: unset it, or set it to one of these\n"), "\(variable.error)")
    }

    @Test("config set store with a helper that is not on PATH is done, and warned of: it may be installed later")
    func missing() async {
        let desk = Desk(files: MemoryFiles(programs: ["docker-credential-pass"]))
        let warning = "warning: docker-credential-nope is not on PATH: the store can't be used until it is\n"
        let ran = await desk.coveo("config", "set", "store", "helper:nope", "--quiet")
        #expect(ran.code == 0)
        #expect(ran.error == warning)
        #expect(await desk.coveo("config", "get", "store").output == "helper:nope\n")
        let there = await desk.coveo("config", "set", "store", "helper:pass")
        #expect(there.code == 0 && !there.error.contains("warning"))
    }

    @Test("auth move to a helper that is not there is 78, names its program, and moves nothing")
    func moved() async throws {
        let desk = try await Desk.loggedIn()
        desk[.helper("nope")].fail(with: .helper(program: "docker-credential-nope", .missing))
        let ran = await desk.coveo("auth", "move", "--to", "helper:nope")
        #expect(ran.code == 78)
        #expect(ran.error.hasPrefix("error: the credential helper docker-credential-nope is not on PATH\n"))
        #expect(ran.error.contains("hint: install docker-credential-nope, or put its folder on PATH\n"))
        #expect(!ran.error.contains("golang-docker-credential-helpers"))
        #expect(try await desk.session() != nil && desk.files.text(Desk.configuration) == nil)
    }
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A store that fails, where the settings are lost or name no such profile")
struct LostSettingsTests {
    private let stray =
        "hint: the store 'file' holds a login of this profile, and no configuration names it: 'coveo config set store file"

    @Test(
        "without a bus, the file store's login is found by a hint all the same",
        arguments: [
            ["sources", "list"], ["auth", "token"], ["auth", "status"], ["logout"], ["profiles", "list"],
            ["auth", "refresh"],
        ])
    func found(arguments: [String]) async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        try await desk.logIn(Given.session(), in: .file)
        let ran = await desk.run(arguments)
        #expect(ran.code == 78)
        #expect(ran.errorLines.first?.hasSuffix("there is no D-Bus session bus here") == true)
        #expect(ran.errorLines.dropFirst().first == stray + "' does", "\(ran.error)")
    }

    @Test("the command of the hint works without a bus, of another profile too")
    func mended() async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        try await desk.logIn(Given.session(), profile: "work", in: .file)
        let ran = await desk.coveo("auth", "token", "--profile", "work")
        #expect(ran.error.contains(stray + " --profile work' does\n"))
        #expect(await desk.coveo("config", "set", "store", "file", "--profile", "work").code == 0)
        #expect(await desk.coveo("auth", "token", "--profile", "work", showsToken: true).code == 0)
    }

    @Test("where the service answers and has none, a profile that the file store knows is no unknown one")
    func otherProfile() async throws {
        let desk = Desk()
        try await desk.logIn(Given.session(), profile: "work", in: .file)
        let ran = await desk.coveo("auth", "token", "--profile", "work")
        #expect(ran.code == 77)
        #expect(ran.error.contains(stray + " --profile work' does\n"))
    }

    @Test(
        "a profile that the settings don't name is unknown first, with the list",
        arguments: [
            ["sources", "list"], ["auth", "token"], ["auth", "status"], ["logout"], ["auth", "move", "--to", "file"],
            ["config", "get", "timeout"],
        ])
    func misspelt(arguments: [String]) async {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk.files.put(#"{"profiles":{"play":{},"work":{}}}"#, Desk.configuration)
        for (options, environment) in [(["--profile", "wrok"], [:]), ([], ["COVEO_PROFILE": "wrok"])] {
            let ran = await desk.run(arguments + options, environment: environment)
            #expect(ran.code == 78)
            #expect(ran.output.isEmpty)
            #expect(
                ran.error == """
                    error: there is no profile 'wrok'; there are: default, play, work (the store can't be asked for others: \
                    the Secret Service can't be reached: there is no D-Bus session bus here)
                    hint: did you mean 'work'?
                    hint: 'coveo login --profile wrok' makes it

                    """)
        }
    }

    @Test("without settings, or for a login, it is the store's failure")
    func unknowable() async {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        for arguments in [["sources", "list"], ["profiles", "use", "work"], ["logout"]] {
            let ran = await desk.run(arguments + ["--profile", "work"])
            #expect(ran.error.hasPrefix("error: the Secret Service can't be reached"), "\(ran.error)")
        }
        desk.files.put(#"{"profiles":{"play":{}}}"#, Desk.configuration)
        let login = await desk.coveo("login", "--with-token", "--profile", "work")
        #expect(login.error.hasPrefix("error: the Secret Service can't be reached"))
    }
}

import OAuth2
import Ports
import Support
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("What helps where a store fails depends on the command")
struct StoreHintTests {
    private let bus =
        "run inside a desktop session, or under 'dbus-run-session -- bash' with a keyring unlocked there"
    private let help = "'coveo help stores' has the commands of each way"
    private let others = "which needs 'pass init' once, or '--store file', which is not encrypted"
    private let variable = "without a store, set COVEO_ACCESS_TOKEN to an access token or API key"

    private func hints(_ arguments: String..., failure: StoreFailure = .noSessionBus) async -> [String] {
        let desk = Desk(store: MemoryStore(failure: failure))
        desk.store.tell()
        let ran = await desk.run(arguments)
        #expect(ran.code == 78)
        return ran.errorLines.filter { $0.hasPrefix("hint: ") }.map { String($0.dropFirst(6)) }
    }

    @Test("what uses a login: the variable first, then what mends the store, the doctor, and another store")
    func use() async {
        let ways = [
            variable, "or \(bus)", "'coveo auth doctor' tells what is wrong with the store",
            "or keep logins elsewhere: 'coveo login --store helper:pass', \(others)", help,
        ]
        #expect(await hints("sources", "list") == ways)
        #expect(await hints("auth", "token") == ways)
        #expect(await hints("auth", "status") == ways)
    }

    @Test("a login: the same way to log in, in another store")
    func login() async {
        for (options, again) in [
            (["--with-token"], "--with-token"),
            (["--device", "--client-id", "my cli"], "--device --client-id 'my cli'"),
            (
                ["--region", "eu", "--no-browser", "--login-timeout", "60", "--store", "secret-service"],
                "--no-browser --region eu --login-timeout 60"
            ),
            (
                ["--browser", "--issuer", "https://ann:canary@login.example", "--scope", "a", "--scope", "b"],
                "--browser --scope a --scope b"
            ),
        ] {
            let ran = await Desk(store: MemoryStore(failure: .noSessionBus)).run(
                ["login"] + options + ["--org", "beta"])
            #expect(ran.code == 78)
            let line = "'coveo login \(again) --store helper:pass --org beta', \(others)"
            #expect(
                ran.error.hasSuffix(
                    "hint: \(variable)\nhint: or \(bus)\nhint: or keep logins elsewhere: \(line)\nhint: \(help)\n"),
                "\(ran.error)")
        }
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk.files.put(#"{"accessToken":"canary-v"}"#, "/v x.json")
        let imported = await desk.coveo("auth", "import", "--scrub", "--from", "/v x.json")
        #expect(imported.error.contains("'coveo auth import --scrub --from '/v x.json' --store helper:pass'"))
    }

    @Test("the doctor: what mends the store, and nothing that was said before it was asked")
    func doctor() async {
        #expect(await hints("auth", "doctor") == [bus, help])
        #expect(await hints("logout").count == 2)
    }

    @Test("a helper's program is looked for in a package only where the package has it")
    func helper() {
        for (program, hint) in [
            ("pass", "install it, on Debian and Ubuntu with 'apt install pass golang-docker-credential-helpers'"),
            ("secretservice", "install it, on Debian and Ubuntu with 'apt install golang-docker-credential-helpers'"),
            ("nope", "install docker-credential-nope, or put its folder on PATH"),
        ] {
            let failure = Failure(.helper(program: "docker-credential-" + program, .missing))
            #expect(failure.text == "the credential helper docker-credential-\(program) is not on PATH")
            #expect(failure.lines(quiet: false, in: CommandScope()).contains("hint: or \(hint)\n"))
        }
    }

    @Test("no two stores lead to each other alone: one that always works is among the ways")
    func circle() async {
        let helper = StoreFailure.helper(program: "docker-credential-pass", .failed(status: 1, message: "no"))
        for failure in [StoreFailure.noSessionBus, .noService, .locked, helper] {
            let lines = Failure(failure).lines(quiet: false, in: CommandScope())
            #expect(lines.contains("file', which is not encrypted"), "\(lines)")
            #expect(lines.hasSuffix("hint: \(help)\n"), "\(lines)")
        }
        #expect(
            Failure(helper).lines(quiet: false, in: CommandScope()).contains("secret-service', which needs a keyring"))
    }

    @Test("the variable is named where it chose the store that fails, and it is what leads to another one")
    func chosen() async {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk[.helper("pass")].fail(with: .helper(program: "docker-credential-pass", .missing))
        let other = await desk.coveo("sources", "list", environment: ["COVEO_CREDENTIAL_STORE": "file"])
        #expect(other.code == 77 && !other.error.contains("names this store"))
        for arguments in [["sources", "list"], ["login", "--with-token"], ["auth", "status"]] {
            let ran = await desk.run(arguments, environment: ["COVEO_CREDENTIAL_STORE": "helper:pass"])
            #expect(ran.code == 78)
            #expect(
                ran.error.contains(
                    "docker-credential-pass is not on PATH (COVEO_CREDENTIAL_STORE names this store)\n"), "\(ran.error)"
            )
            #expect(
                ran.error.contains(
                    "hint: or unset COVEO_CREDENTIAL_STORE, or set it to another store: 'file' is not encrypted, "
                        + "'secret-service' needs a keyring that runs\n"))
            #expect(!ran.error.contains("--store"))
        }
        let service = await desk.coveo("auth", "token", environment: ["COVEO_CREDENTIAL_STORE": "secret-service"])
        #expect(service.error.contains("session bus here (COVEO_CREDENTIAL_STORE names this store)\n"))
        #expect(await !desk.coveo("auth", "token").error.contains("COVEO_CREDENTIAL_STORE"))
    }

    @Test("what keeps a key or moves a login: the same command with another store")
    func own() async throws {
        let desk = try await Desk.loggedIn()
        desk[.helper("pass")].fail(with: .helper(program: "docker-credential-pass", .missing))
        let install = "install it, on Debian and Ubuntu with 'apt install pass golang-docker-credential-helpers'"
        let moved = await desk.coveo("auth", "move", "--to", "helper:pass", "--profile", "default")
        #expect(moved.code == 78)
        #expect(
            moved.error == """
                error: the credential helper docker-credential-pass is not on PATH
                hint: \(install)
                hint: or keep it elsewhere: 'coveo auth move --to file --profile default', which is not encrypted
                hint: \(help)

                """)
        let key = await desk.coveo(
            "keys", "create", "--for", "push", "--source", "My docs", "--expires", "9d", "--store-as", "ci", "--store",
            "helper:pass", "--org", "acme")
        #expect(key.code == 78)
        #expect(
            key.error.contains(
                """
                hint: or keep it elsewhere: 'coveo keys create --for push --source 'My docs' --expires 9d --store-as ci \
                --store file --org acme', which is not encrypted, or '--store secret-service', which needs a keyring
                """), "\(key.error)")
        #expect(!key.error.contains("coveo login"))
        // The store of the login that makes the key, or is moved, is another matter.
        desk.store.fail(with: .noSessionBus)
        #expect(await desk.coveo("auth", "move", "--to", "file").error.contains("'coveo login --store helper:pass'"))
    }

    @Test("--store of a command that has none leads to the variable, or to its own option")
    func typed() async {
        for (arguments, hint) in [
            (
                ["logout", "--store", "file", "--profile", "my ci"],
                "a variable names it: 'COVEO_CREDENTIAL_STORE=file coveo logout --profile 'my ci''"
            ),
            (
                ["auth", "status", "--store=helper:pass"],
                "a variable names it: 'COVEO_CREDENTIAL_STORE=helper:pass coveo auth status'"
            ),
            (["auth", "move", "--store", "file"], "did you mean '--to file'?"),
            (["logout", "--store", "nonsense"], "'coveo logout --help' lists the options"),
        ] {
            let ran = await Desk().run(arguments)
            #expect(ran.code == 64)
            #expect(ran.error.hasPrefix("error: '--store' is not an option of 'coveo "), "\(ran.error)")
            #expect(ran.error.hasSuffix("\nhint: \(hint)\n"), "\(ran.error)")
        }
    }
}

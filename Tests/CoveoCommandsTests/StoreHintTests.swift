import OAuth2
import Ports
import Support
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("What helps where a store fails depends on the command")
struct StoreHintTests {
    private let bus = "run inside a desktop session, or under 'dbus-run-session' with a keyring daemon"
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
            "or keep logins elsewhere: 'coveo login --store helper:pass', or '--store file', which is not encrypted",
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
            let line =
                "'coveo login \(again) --store helper:pass --org beta', or '--store file', which is not encrypted"
            #expect(
                ran.error.hasSuffix("hint: \(variable)\nhint: or \(bus)\nhint: or keep logins elsewhere: \(line)\n"),
                "\(ran.error)")
        }
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk.files.put(#"{"accessToken":"canary-v"}"#, "/v x.json")
        let imported = await desk.coveo("auth", "import", "--scrub", "--from", "/v x.json")
        #expect(imported.error.contains("'coveo auth import --scrub --from '/v x.json' --store helper:pass'"))
    }

    @Test("the doctor: what mends the store, and nothing that was said before it was asked")
    func doctor() async {
        #expect(await hints("auth", "doctor") == [bus])
        #expect(await hints("logout").count == 2)
    }

    @Test("a helper's program is looked for in a package only where the package has it")
    func helper() {
        for (program, hint) in [
            ("pass", "install it, on Debian and Ubuntu with 'apt install golang-docker-credential-helpers'"),
            ("secretservice", "install it, on Debian and Ubuntu with 'apt install golang-docker-credential-helpers'"),
            ("nope", "install docker-credential-nope, or put its folder on PATH"),
        ] {
            let failure = Failure(.helper(program: "docker-credential-" + program, .missing))
            #expect(failure.text == "the credential helper docker-credential-\(program) is not on PATH")
            #expect(failure.lines(quiet: false, in: CommandScope()).contains("hint: or \(hint)\n"))
        }
    }
}

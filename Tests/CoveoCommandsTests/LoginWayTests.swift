import Foundation
import Ports
import Support
import Testing

@Suite("Which way a login takes")
struct LoginWayTests {
    /// A login that ends by its time-out, after the way showed.
    private func attempt(
        _ options: [String] = [], environment: [String: String] = [:], hasBrowser: Bool,
        terminal: StagedTerminal = .person()
    ) async -> (ran: Ran, opened: [String]) {
        var desk = Desk()
        desk.browser = ScriptedBrowser(isAvailable: hasBrowser)
        let ran = await desk.run(["login"] + options, environment: environment, terminal: terminal)
        return (ran, desk.browser.opened)
    }

    @Test(
        "a login that waits for the redirect alone says so, for how long, and how to end it",
        arguments: ["--browser", "--no-browser"])
    func waiting(option: String) async {
        let line =
            "Waiting up to 5 minutes for a browser to come back to http://127.0.0.1:52296 (--login-timeout SECONDS; "
        let (ran, _) = await attempt([option], hasBrowser: false, terminal: .pipe())
        #expect(ran.code == 75)
        #expect(ran.error.contains(line + "Ctrl-C ends it)\n"), "\(ran.error)")
        let (quiet, _) = await attempt([option, "-q"], hasBrowser: false, terminal: .pipe())
        #expect(!quiet.error.contains("Waiting") && quiet.error.contains("Open this address"))
    }

    @Test("a browser that can be opened is opened")
    func browser() async {
        let (ran, opened) = await attempt(hasBrowser: true)
        #expect(opened.count == 1)
        #expect(ran.error.contains("Your browser was asked to open it"))
        #expect(!ran.error.contains("Paste the address"))
        #expect(ran.code == 75)
    }

    @Test("without one the address is printed and may be pasted back")
    func noBrowser() async {
        let (ran, opened) = await attempt(hasBrowser: false)
        #expect(opened.isEmpty)
        #expect(ran.error.contains("Open this address to log in to platform.cloud.coveo.com:\n\n  https://"))
        #expect(ran.error.contains("hint: from another machine: ssh -L 52296:127.0.0.1:52296 THIS-HOST"))
    }

    @Test("where nobody can act and no way is named the variable and the pipe are, at once")
    func noInput() async {
        let environments: [[String: String]] = [["CI": "true"], ["CI": "1"], ["COVEO_NO_INPUT": "1"]]
        for environment in environments {
            let (ran, opened) = await attempt(environment: environment, hasBrowser: true)
            #expect(ran.code == 64)
            #expect(ran.error.contains("hint: in CI, set COVEO_ACCESS_TOKEN"))
            #expect(ran.error.contains("coveo login --with-token"))
            #expect(opened.isEmpty)
        }
        let (ran, _) = await attempt(["--no-input"], hasBrowser: true)
        #expect(ran.code == 64)
    }

    @Test("CI that says no is no CI", arguments: ["", "0", "false", "FALSE"])
    func falseCI(value: String) async {
        let (_, opened) = await attempt(environment: ["CI": value], hasBrowser: true)
        #expect(opened.count == 1)
    }

    @Test("a browser that was asked for is opened without a terminal too")
    func typedInPipe() async {
        let (_, opened) = await attempt(["--browser"], hasBrowser: false, terminal: .pipe())
        #expect(opened.count == 1)
    }

    @Test("but with --no-input or in CI its address is only printed")
    func typedInCI() async {
        let (ran, opened) = await attempt(["--browser"], environment: ["CI": "1"], hasBrowser: true)
        #expect(opened.isEmpty)
        #expect(ran.error.contains("Open this address"))
    }

    @Test("the address comes before the browser does, also where none could be opened")
    func addressFirst() async throws {
        var desk = Desk()
        desk.browser = ScriptedBrowser(failure: .failed(program: "firefox", status: 1))
        let ran = await desk.coveo("login", terminal: .person())
        let address = try #require(ran.error.range(of: "Open this address"))
        let warning = try #require(ran.error.range(of: "warning"))
        #expect(address.lowerBound < warning.lowerBound)
        #expect(ran.error.contains("no browser could be opened (firefox ended with 1): open the address yourself"))
    }

    @Test("a device login fails at once and names the other way")
    func device() async {
        let (ran, opened) = await attempt(["--device"], hasBrowser: true)
        #expect(ran.code == 64)
        #expect(ran.error.contains("no device grant"))
        #expect(ran.error.contains("--no-browser"))
        #expect(opened.isEmpty)
    }

    @Test("two ways are one too many")
    func twoWays() async {
        for ways in [["--browser", "--with-token"], ["--no-browser", "--device"], ["--device", "--no-browser"]] {
            let (ran, opened) = await attempt(ways, hasBrowser: true)
            #expect(ran.code == 64)
            #expect(ran.error == "error: \(ways[0]) and \(ways[1]) are two ways to log in\nhint: give one of them\n")
            #expect(opened.isEmpty)
        }
        let (twice, _) = await attempt(["--browser", "--browser"], hasBrowser: true)
        #expect(twice.code != 64)
    }
}

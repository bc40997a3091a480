import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Logging in without a browser on this machine")
struct LoginByPasteTests {
    private func desk(taken: Set<UInt16> = []) -> Desk {
        var desk = Desk(platform: ScriptedPlatform(["POST /oauth/token": [.success(Given.tokens)]]))
        desk.clock = StoppedClock()
        desk.redirects = ScriptedRedirects(taken: taken)
        return desk
    }

    private let answer = "http://127.0.0.1:52296/?code=\(Given.code)&state=\(Given.state)"

    @Test("the pasted address ends the login, wrapped lines and quotes or not")
    func pasted() async throws {
        let half = answer.count / 2
        let wrapped = answer.prefix(half) + "\n  " + answer.dropFirst(half)
        for text in [answer, String(wrapped), "'\(answer)'", "  code=\(Given.code)&state=\(Given.state) "] {
            let desk = desk()
            let ran = await desk.coveo("login", "--no-browser", terminal: .person(text))
            #expect(ran.code == 0)
            #expect(ran.error.contains("Paste the address you were sent to: "))
            #expect(ran.error.contains("The answer is awaited on http://127.0.0.1:52296\n"))
            #expect(try await desk.session()?.way == .noBrowser)
        }
    }

    @Test("an address of another login, or no address, is refused and asked for again")
    func askedAgain() async throws {
        let desk = desk()
        let ran = await desk.coveo(
            "login", "--no-browser",
            terminal: .person("http://127.0.0.1:52296/?code=canary-other&state=other", "what?", answer))
        #expect(ran.code == 0)
        #expect(ran.error.contains("That address belongs to another login."))
        #expect(ran.error.contains("That is not the address"))
        #expect(desk.platform.requests[0].text.contains("code=canary-code&"))
    }

    @Test("of half an address it is told what is missing, and that all of it is wanted")
    func half() async throws {
        let again = "Copy all of it, and paste it again.\n"
        for (text, words) in [
            (
                "http://127.0.0.1:52296/?code=\(Given.code)",
                "'state=' or a part of what follows it is missing. \(again)"
            ),
            (String(answer.dropLast(3)), "'state=' or a part of what follows it is missing. \(again)"),
            ("?state=\(Given.state)", "'code=' and what follows it are missing. \(again)"),
            (answer + "&more=%2", "its end is missing. \(again)"),
        ] {
            let desk = desk()
            let ran = await desk.coveo("login", "--no-browser", terminal: .person(text, "what?", answer))
            #expect(ran.code == 0)
            #expect(ran.error.contains("That address is not whole: \(words)"), "\(text): \(ran.error)")
            #expect(!ran.error.contains("belongs to another login"))
        }
        let desk = desk()
        let question = "https://platform.cloud.coveo.com/oauth/authorize?response_type=code&state=\(Given.state)"
        let ran = await desk.coveo("login", "--no-browser", terminal: .person(question, answer))
        #expect(ran.code == 0 && ran.error.contains("That is the address to sign in at."), "\(ran.error)")
    }

    @Test("the redirect on the port ends it as well")
    func redirected() async throws {
        let desk = desk()
        let redirects = desk.redirects
        let terminal = StagedTerminal { text in
            guard text.contains("Open this address") else { return }
            #expect(redirects.request("/?code=\(Given.code)&state=wrong")?.status == 404)
            #expect(redirects.request("/?code=\(Given.code)&state=\(Given.state)")?.status == 200)
        }
        let ran = await desk.coveo("login", "--no-browser", terminal: terminal)
        #expect(ran.code == 0)
        #expect(!ran.error.contains("Paste"))
        #expect(terminal.readCount == 0)
    }

    @Test("without a port a terminal's person may still paste, warned against tunnels")
    func noPort() async throws {
        let desk = desk(taken: [52_296, 32_111])
        let ran = await desk.coveo("login", "--no-browser", terminal: .person(answer))
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning:"))
        #expect(ran.error.contains("only a pasted address can finish this login. Don't use a tunnel"))
        #expect(desk.platform.requests[0].text.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A52296&"))
    }

    @Test("and when the input ends before it, that is 64")
    func noPortNoPaste() async {
        let ran = await desk(taken: [52_296, 32_111]).coveo("login", "--no-browser", terminal: .person())
        #expect(ran.code == 64)
        #expect(ran.error.contains("error: the input ended before the redirected address was pasted"))
    }

    @Test("without a port and a terminal it is 69")
    func noPortInPipe() async {
        let ran = await desk(taken: [52_296, 32_111]).coveo("login", "--no-browser")
        #expect(ran.code == 69)
        #expect(ran.error.contains("no redirect port is free"))
    }

    @Test("a refusal that is pasted is a refusal")
    func refused() async throws {
        let desk = desk()
        let ran = await desk.coveo(
            "login", "--no-browser",
            terminal: .person("http://127.0.0.1:52296/?error=access_denied&state=\(Given.state)"))
        #expect(ran.code == 77)
        #expect(ran.error.contains("error: the login was refused\n"))
        #expect(try await desk.session() == nil)
    }

    @Test("Ctrl-C at the prompt is 130 and stores nothing")
    func interrupted() async throws {
        let desk = desk()
        let terminal = StagedTerminal(
            inputIsTerminal: true, outputIsTerminal: true, errorIsTerminal: true, reading: .cancelled)
        let ran = await desk.coveo("login", "--no-browser", terminal: terminal)
        #expect(ran.code == 130)
        #expect(try await desk.session() == nil)
        #expect(desk.platform.lines.isEmpty)
    }
}

import OAuth2
import Ports
import Support
import Synchronization
import Testing

@Suite("Login by pasted address", .timeLimit(.minutes(1)))
struct PasteOrRedirectTests {
    /// A person who pastes these, one after the other, and then waits.
    private func person(_ texts: [@Sendable () -> String]) -> Paste {
        let pile = Pile(texts)
        return Paste {
            let next = pile.texts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let next { return next() }
            try await Forever.wait()
            return nil
        }
    }

    private final class Pile: Sendable {
        let texts: Mutex<[@Sendable () -> String]>
        init(_ texts: [@Sendable () -> String]) { self.texts = Mutex(texts) }
    }

    @Test("a pasted address ends the login, and the port is closed")
    func pasted() async throws {
        let login = Login()
        _ = try await login.run(
            paste: person([{ "\"http://127.0.0.1:52296/?code=by-hand\n&state=\(login.state)\"" }]))
        #expect(login.tokenRequest["code"] == "by-hand")
        #expect(login.tokenRequest["redirect_uri"] == "http://127.0.0.1:52296")
        #expect(!login.redirects.isListening)
    }

    @Test("a wrong state and nonsense are refused with their reasons, and asked for again")
    func askedAgain() async throws {
        let login = Login()
        _ = try await login.run(
            paste: person([{ "?code=evil&state=x" }, { "what?" }, { "code=good&state=\(login.state)" }]))
        #expect(login.tokenRequest["code"] == "good")
        let refusals = login.events.filter { if case .pasteRefused = $0 { true } else { false } }
        #expect(refusals == [.pasteRefused(.wrongState), .pasteRefused(.unreadable)])
    }

    @Test("an address that comes in pieces, a line each, is put together, whatever was pasted before")
    func pieces() async throws {
        let login = Login()
        _ = try await login.run(
            paste: person([
                { "hello?code=x&state=y" }, { "http://127.0.0.1:52296/?co" }, { "de=by-" }, { "pieces&state=" },
                { login.state },
            ]))
        #expect(login.tokenRequest["code"] == "by-pieces")
    }

    @Test("a redirect that comes while the prompt waits wins, and the prompt is cancelled")
    func redirectWins() async throws {
        let login = Login()
        let flag = Flag()
        _ = try await login.run(
            paste: Paste {
                login.redirect(code: "by-port")
                do { try await Forever.wait() } catch { flag.set() }
                return nil
            })
        #expect(login.tokenRequest["code"] == "by-port")
        #expect(flag.isSet)
    }

    @Test("the end of input is no end of the login while the port is open")
    func inputEnds() async throws {
        let login = Login()
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let browser = ScriptedBrowser { _ in
            for await _ in ends {}
            login.redirect()
        }
        let tokens = try await login.run(
            browser: browser,
            paste: Paste {
                end.finish()
                return nil
            })
        #expect(tokens.accessToken == Redacted("t-1"))
    }

    @Test("all ports taken: the pasted address is enough, with the first port in the redirect URI")
    func withoutPort() async throws {
        let login = Login(taken: [52296, 32111])
        _ = try await login.run(paste: person([{ "code=by-hand&state=\(login.state)" }]))
        #expect(login.tokenRequest["redirect_uri"] == "http://127.0.0.1:52296")
        guard case .portsTaken(.portsTaken(let ports, _)) = login.events.first else {
            Issue.record("not told")
            return
        }
        #expect(ports == [52296, 32111])
    }

    @Test("all ports taken and the input ends: the login ends")
    func nothingLeft() async {
        let login = Login(taken: [52296, 32111])
        await #expect(throws: OAuth2Failure.pasteEnded) { try await login.run(paste: Paste { nil }) }
    }

    @Test("without any port number there is no redirect URI to paste for")
    func anyPort() async {
        let login = Login(taken: [0])
        await #expect(throws: OAuth2Failure.self) { try await login.run(ports: [0], paste: Paste { nil }) }
        #expect(login.address == nil)
    }

    @Test("a prompt that fails ends the login with its own failure")
    func promptFails() async {
        let login = Login()
        await #expect(throws: TerminalFailure.inputLost(code: 5)) {
            try await login.run(paste: Paste { throw TerminalFailure.inputLost(code: 5) })
        }
        #expect(!login.redirects.isListening)
    }

    @Test("a person who pastes nothing useful runs out of time")
    func timeOut() async {
        let login = Login()
        await #expect(throws: OAuth2Failure.timedOut(after: .seconds(300))) {
            try await login.run(clock: TestClock(), paste: person([{ "hm" }]))
        }
    }
}

/// Something that happened or did not.
private final class Flag: Sendable {
    private let state = Mutex(false)
    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
}

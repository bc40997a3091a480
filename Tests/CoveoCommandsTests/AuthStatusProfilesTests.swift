import FoundationEssentials
import HTTPTypes
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@Suite("coveo auth status over several profiles")
struct AuthStatusProfilesTests {
    private func renewable(expiresIn seconds: Double) -> Session {
        var session = Given.session(expiresIn: seconds)
        session.tokens.refreshToken = Redacted("canary-refresh")
        return session
    }

    private func three() async throws -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([
            Desk.configuration: #"{"profile":"work","profiles":{"work":{"organization":"beta"},"bare":{}}}"#
        ])
        try await desk.logIn(Given.session(), profile: "work")
        try await desk.logIn(Given.session(account: "bob@example.com", expiresIn: -3_600), profile: "a")
        try await desk.logIn(renewable(expiresIn: -60), profile: "c")
        return desk
    }

    @Test("all are shown, the current one first, then by name; each is read once")
    func all() async throws {
        let desk = try await three()
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "auth-status-profiles.txt")
        let reads = desk.store.calls.filter { $0.hasPrefix("read") }
        #expect(reads == ["read work", "read a", "read bare", "read c"])
        #expect(desk.platform.lines == ["POST /oauth/check_token"])
    }

    @Test("--json has an element for each, in the same order")
    func json() async throws {
        let ran = await (try await three()).coveo("auth", "status", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output.hasPrefix(#"{"profiles":[{"profile":"work","#) && ran.output.hasSuffix("\"override\":null}\n"))
        let elements: [String] = Array(ran.output.components(separatedBy: #"{"profile":"#)[1...])
        #expect(elements.count == 4)
        #expect(elements[0].contains(#""organization":"beta","#))
        #expect(elements[0].contains(#""current":true,"storeState":"readable","valid":true"#))
        #expect(elements[1].contains(#""renewable":false,"#))
        #expect(elements[1].contains(#""current":false,"storeState":"readable","valid":false"#))
        #expect(
            elements[2].contains(#""platformUrl":null,"#)
                && elements[2].contains(#""storeState":"absent","valid":false"#))
        #expect(elements[3].contains(#""renewable":true,"#))
        #expect(elements[3].contains(#""current":false,"storeState":"readable","valid":null"#))
    }

    @Test("--profile shows one, and it decides")
    func one() async throws {
        let desk = try await three()
        let ran = await desk.coveo("auth", "status", "--profile", "a", "--json")
        #expect(ran.code == 1)
        #expect(ran.output.contains(#""profile":"a""#) && !ran.output.contains("work"))
        #expect(desk.store.calls.suffix(1) == ["read a"])
        #expect(await desk.coveo("auth", "status", "--profile", "c").code == 0)
    }

    @Test("the current profile decides, whatever the others are")
    func decisive() async throws {
        let desk = try await three()
        #expect(await desk.coveo("auth", "status").code == 0)
        let other = await desk.coveo("auth", "status", environment: ["COVEO_PROFILE": "a"])
        #expect(other.code == 1)
        #expect(other.output.hasPrefix("✗ profile a (current): expired\n  chosen by     COVEO_PROFILE, which"))
        #expect(!other.output.contains("work (current)"))
    }

    @Test("COVEO_PROFILE is named where it changes the choice, and only there")
    func variable() async throws {
        let desk = try await three()
        let changed = await desk.coveo("auth", "status", "--json", environment: ["COVEO_PROFILE": "c"])
        #expect(changed.output.hasSuffix("\"override\":\"COVEO_PROFILE\"}\n"))
        let same = await desk.coveo("auth", "status", "--json", environment: ["COVEO_PROFILE": "work"])
        #expect(same.output.hasSuffix("\"override\":null}\n"))
        #expect(!(await desk.coveo("auth", "status", environment: ["COVEO_PROFILE": "work"])).output.contains("chosen"))
    }

    @Test("an expired login that can be renewed is one: no server is asked, and nobody is sent to log in")
    func renewed() async throws {
        let desk = try await Desk.loggedIn(session: renewable(expiresIn: -3_600))
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 0)
        #expect(ran.output.hasPrefix("- profile default (current): logged in\n"))
        #expect(ran.output.contains("  renewable     yes, by itself\n"))
        #expect(ran.output.contains("  valid         not asked: it has expired, and is renewed at the next use\n"))
        #expect(ran.error.isEmpty)
        #expect(desk.platform.lines.isEmpty)
        #expect(try await desk.session() == renewable(expiresIn: -3_600))
    }

    @Test("a server that refuses a renewable login's token is believed")
    func refused() async throws {
        let desk = try await Desk.loggedIn(
            ["POST /oauth/check_token": [.success(Given.dead)]], session: renewable(expiresIn: 3_600))
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 1)
        #expect(ran.error == "hint: the next command tries to renew it; where that fails, run 'coveo login'\n")
    }

    @Test("a damaged login and a later version's have a line of their own; the others are shown")
    func unfit() async throws {
        let desk = try await three()
        for (profile, text) in [("b", "canary{"), ("d", #"{"version":9}"#)] {
            try await desk.store.write(
                Redacted(Array(text.utf8)), profile: profile, platformHost: "h", interaction: .never)
        }
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 0)
        #expect(ran.output.contains("- profile b: the stored login is damaged: it is no JSON\n  store         "))
        #expect(ran.output.contains("- profile d: the stored login has version 9, and this program knows up to 1\n"))
        #expect(ran.output.contains("secret-service, damaged\n"))
        #expect(ran.output.contains("secret-service, written by a newer version\n"))
        #expect(ran.output.contains("profile c: logged in"))
        #expect(ran.error.contains("warning: profile 'b': the stored login is damaged"))
        let json = await desk.coveo("auth", "status", "--json")
        #expect(json.output.contains(#""storeState":"damaged","valid":null"#))
        let current = await desk.coveo("auth", "status", environment: ["COVEO_PROFILE": "b"])
        #expect(current.code == 78)
        #expect(current.error.contains("error: the stored login is damaged"))
    }

    @Test("one platform that can't be reached: 69 where it is the current one's, else a warning")
    func unreachable() async throws {
        let desk = try await three()
        desk.platform.answer(
            "POST /oauth/check_token", .failure(.unreachable(host: "platform.cloud.coveo.com")))
        let current = await desk.coveo("auth", "status", "-q")
        #expect(current.code == 69)
        #expect(current.output.contains("profile c: logged in"))
        let other = await desk.coveo("auth", "status", "-q", environment: ["COVEO_PROFILE": "c"])
        #expect(other.code == 0)
        #expect(other.error.hasPrefix("warning: profile 'work': no connection to platform.cloud.coveo.com"))
        #expect(other.errorLines.count == 1)
    }

    @Test("a store that can't be used is asked once and told once, 78", arguments: [true, false])
    func unusableStore(json: Bool) async throws {
        let desk = try await three()
        desk.store.fail(with: .noAnswer(after: .seconds(5)))
        let ran = await desk.run(["auth", "status"] + (json ? ["--json"] : []))
        #expect(ran.code == 78)
        #expect(ran.errorLines.filter { $0.hasPrefix("error: ") || $0.hasPrefix("warning: ") }.count == 1)
        #expect(ran.output.contains("work") && ran.output.contains("bare"))
        #expect(ran.output.contains(json ? "no-answer" : "silent: no answer within 5 seconds"))
        #expect(desk.store.calls.filter { !$0.hasPrefix("write") } == ["items"])
    }

    @Test("a dialog that was dismissed is not opened again for the next profile")
    func dismissed() async throws {
        let desk = try await three()
        desk.store.lock(true)
        let ran = await desk.coveo("auth", "status")
        #expect(ran.code == 78)
        #expect(desk.store.calls.filter { $0.hasPrefix("read") } == ["read work"])
        #expect(ran.output.components(separatedBy: "secret-service, locked").count == 5)
        #expect(ran.errorLines.filter { $0.hasPrefix("error: ") || $0.hasPrefix("warning: ") }.count == 1)
    }

    @Test("platforms are asked side by side, eight at a time, and shown by name")
    func concurrent() async throws {
        let gauge = Gauge()
        let desk = Desk()
        let names = (10..<30).map { "p\($0)" }
        for name in names { try await desk.logIn(Given.session(account: name), profile: name) }
        let ran = await desk.status(over: gauge)
        #expect(ran.code == 1)
        #expect(gauge.highest > 1 && gauge.highest <= 8)
        let shown = ran.output.split(separator: "\n").filter { $0.contains("profile ") }
        #expect(shown.map { $0.split(separator: " ")[2].prefix { $0 != ":" } } == ["default"] + names.map { $0[...] })
    }
}

/// A platform that accepts every token, and knows how many asked at once.
private final class Gauge: HTTPTransport {
    private let state = Mutex<(now: Int, highest: Int)>((0, 0))

    var highest: Int { state.withLock { $0.highest } }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        state.withLock { $0 = ($0.now + 1, max($0.highest, $0.now + 1)) }
        for _ in 0..<20 { await Task.yield() }
        state.withLock { $0.now -= 1 }
        return Given.ann
    }
}

extension Desk {
    /// `coveo auth status` with another transport.
    fileprivate func status(over transport: any HTTPTransport) async -> Ran {
        var desk = self
        desk.transport = transport
        return await desk.coveo("auth", "status")
    }
}

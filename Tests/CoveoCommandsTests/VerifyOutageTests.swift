import FoundationEssentials
import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("coveo sources verify --wait in an outage")
struct VerifyOutageTests {
    private static let pages = "GET \(Given.sources)/pages"
    private static let gone = ScriptedPlatform.Answer.failure(.unreachable(host: "platform.cloud.coveo.com"))
    private static let absent = ScriptedPlatform.Answer.success(Given.page())

    private func ran(
        _ answers: [ScriptedPlatform.Answer], _ arguments: String..., clock: TestClock = TestClock()
    ) async throws -> Ran {
        var desk = try await Desk.loggedIn([Self.pages: answers])
        desk.clock = clock
        return await desk.run(["sources", "verify", "Docs"] + arguments)
    }

    @Test(
        "a look that fails after its retries is said once, and the next one is made",
        arguments: [
            ScriptedPlatform.Answer.success(Given.refusal(503)), .success(Given.refusal(500)),
            .success(Given.refusal(429, fields: [.retryAfter: "7"])), gone, .failure(.cut(host: "h")),
            .failure(.timedOut(host: "h", after: .seconds(30))), .failure(.unknownHost(host: "h")),
        ])
    func outlasted(trouble: ScriptedPlatform.Answer) async throws {
        let found = ScriptedPlatform.Answer.success(Given.page(Given.source()))
        let ran = try await ran([Self.absent] + Array(repeating: trouble, count: 8) + [found], "--wait", "300")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(
            ran.error.matches(
                of: #/warning: the platform could not be asked, and is asked again/#
            ).count == 1, "\(ran.error)")
        #expect(ran.output.split(separator: "\n").allSatisfy { $0.hasPrefix("✓") })
    }

    @Test("time that is up in an outage is 75, with what was seen last")
    func timeUp() async throws {
        let ran = try await ran([Self.absent, Self.gone], "--wait", "20")
        #expect(ran.code == 75)
        #expect(ran.output == "✗ Docs  is not in the list\n")
        #expect(
            ran.error.contains(
                "error: it did not hold within 20 seconds, as far as could be seen: in the end the platform could not be "
                    + "asked (no connection to platform.cloud.coveo.com: it refused, or nothing listens there)\n"
                    + "hint: what is told above was seen before that; give it longer with --wait SECONDS\n"),
            "\(ran.error)")
        let json = try await self.ran([Self.absent, Self.gone], "--wait", "20", "--json")
        #expect(json.code == 75 && json.output.hasPrefix(#"[{"id":null,"name":"Docs","verified":false,"#))
    }

    @Test("a platform that was never seen ends the wait with its own status")
    func neverSeen() async throws {
        let clock = TestClock()
        let failing = try await ran([.success(Given.refusal(503))], "--wait", "60", clock: clock)
        #expect(failing.code == 69 && failing.output.isEmpty)
        #expect(clock.uptime >= .seconds(60))
        let nobody = try await ran([Self.gone], "--wait", "60")
        #expect(nobody.code == 69 && !nobody.error.contains("is asked again"), "\(nobody.error)")
        let brief = try await ran([.success(Given.refusal(503))])
        #expect(brief.code == 69 && !brief.error.contains("is asked again"))
    }

    @Test(
        "what no waiting mends ends it at once",
        arguments: [
            (ScriptedPlatform.Answer.success(Given.refusal(403)), Int32(77)),
            (.success(Given.refusal(429, fields: [.retryAfter: "3600"])), 75),
            (.success(.plain("<html>", status: 200)), 76),
        ])
    func others(trouble: ScriptedPlatform.Answer, code: Int32) async throws {
        let clock = TestClock()
        let ran = try await ran([Self.absent, trouble], "--wait", "300", clock: clock)
        #expect(ran.code == code, "\(ran.error)")
        #expect(!ran.error.contains("is asked again") && clock.uptime < .seconds(60))
    }

    @Test("what a source keeps for its life ends the wait at once: 1", arguments: ["sourceType", "name"])
    func lasting(field: String) async throws {
        let clock = TestClock()
        var desk = try await Desk.loggedIn([Self.pages: [.success(Given.page(Given.source(status: "CREATING")))]])
        desk.clock = clock
        desk.files.put(#"{"\#(field)":"OTHER"}"#, "m.json")
        let ran = await desk.coveo("sources", "verify", "acme-1", "--model", "m.json", "--wait", "60")
        #expect(ran.code == 1)
        #expect(ran.output.contains(", expected OTHER\n") && clock.sleeps.isEmpty)
    }

    @Test("a create that can't be verified, or is interrupted then, says that the source is there")
    func afterCreate() async throws {
        let platform = try StandingPlatform { request, _ in
            request.line.contains("/pages") ? .answer(Given.refusal(403)) : nil
        }
        let desk = try await Desk.standing(platform)
        let ran = await desk.coveo("sources", "create", "Docs", "--verify", "--wait", "60")
        #expect(ran.code == 77 && ran.output == "acme-n1\n")
        #expect(
            ran.error.hasPrefix(
                "warning: 'Docs' (acme-n1) is created, and was not verified\n"
                    + "hint: look again with: coveo sources verify acme-n1 --wait 60\nerror: "), "\(ran.error)")
    }

    @Test("Ctrl-C while a create is being verified says that the source is there")
    func interruptedAfterCreate() async throws {
        let clock = CancellingClock()
        let platform = try StandingPlatform(lag: .seconds(600))
        var desk = try await Desk.standing(platform, clock: clock)
        desk.interrupts = clock
        let ran = await desk.coveo("sources", "create", "Docs", "--verify", "--wait", "60")
        #expect(ran.code == 130 && ran.output == "acme-n1\n")
        #expect(ran.error.contains("warning: 'Docs' (acme-n1) is created, and was not verified\n"), "\(ran.error)")
        #expect(ran.error.hasSuffix("interrupted\n"))
    }
}

/// A person who presses Ctrl-C as soon as a command waits.
private final class CancellingClock: Clock, Interrupts {
    private let clock = TestClock()
    private let cancel = Mutex<@Sendable () -> Void>({})

    var now: Date { clock.now }
    var uptime: Duration { clock.uptime }

    func sleep(for duration: Duration) async throws {
        cancel.withLock { $0 }()
        try await clock.sleep(for: duration)
    }

    func whileWatching<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await operation() }
        cancel.withLock { $0 = { task.cancel() } }
        _ = await task.result
        throw Interrupted(.interrupt)
    }
}

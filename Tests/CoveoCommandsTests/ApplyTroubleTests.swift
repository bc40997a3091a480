import HTTPTypes
import JSON
import Ports
import Support
import Synchronization
import Testing

@Suite("An apply on a bad day")
struct ApplyTroubleTests {
    private static let host = "platform.cloud.coveo.com"
    private static let many = (0..<40).map { "- {name: s\($0), sourceType: PUSH}\n" }.joined()
    private static let cut = TransportFailure.cut(host: host)

    private static func isCreate(_ request: OutgoingRequest) -> Bool { request.head.method == .post }

    /// Each source of the manifest is there once, and nothing else.
    private func expectComplete(_ platform: StandingPlatform) {
        #expect(platform.names == (0..<40).map { "s\($0)" }.sorted())
    }

    @Test("every answer to a create is lost after it was done: one list finds them all, none is created twice")
    func allLost() async throws {
        let platform = try StandingPlatform { request, _ in Self.isCreate(request) ? .doneAndLost(Self.cut) : nil }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 0, "\(ran.error)")
        expectComplete(platform)
        #expect(platform.count("POST") == 40)
        #expect(platform.count("GET \(Given.sources)/pages") == 2)
    }

    @Test("the list lags: it is looked at until it shows them; what it never shows is tried again")
    func lag() async throws {
        let clock = TestClock()
        let lost = Mutex(0)
        let platform = try StandingPlatform(clock: clock, lag: .seconds(4)) { request, _ in
            guard Self.isCreate(request) else { return nil }
            let number = lost.withLock { lost in
                lost += 1
                return lost
            }
            return number > 40 ? nil : number.isMultiple(of: 2) ? .doneAndLost(Self.cut) : .lost(Self.cut)
        }
        let desk = try await Desk.standing(platform, manifest: Self.many, clock: clock)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 0, "\(ran.error)")
        expectComplete(platform)
        #expect(platform.count("POST") == 60)
        #expect(platform.count("GET \(Given.sources)/pages") <= 6)
    }

    @Test("a second apply at the same time: what it created is taken, and said")
    func conflict() async throws {
        let platform = try StandingPlatform()
        platform.play { request, _ in
            guard Self.isCreate(request),
                request.text.contains(#""name":"s7""#) || request.text.contains(#""name":"s8""#),
                !platform.names.contains("s7") || !platform.names.contains("s8")
            else { return nil }
            let other =
                request.text.contains("s8")
                ? #""name":"s8","sourceType":"CATALOG""# : #""name":"s7","sourceType":"PUSH""#
            if let model = try? JSONValue(parsing: Array("{\"id\":\"theirs\(platform.names.count)\",\(other)}".utf8))
                .object
            {
                platform.add(model)
            }
            return nil
        }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 1)
        expectComplete(platform)
        #expect(ran.error.contains("'s7' was created by someone else meanwhile, as the manifest says\n"))
        #expect(
            ran.error.contains("error: 's8': someone else created a source of that name meanwhile, and it differs\n"))
        #expect(ran.output.contains("unchanged\ts7\ttheirs"))
        #expect(ran.error.contains("38 created, 1 unchanged, 1 failed in "))
    }

    @Test("where the platform takes a name twice, --verify finds what somebody else created at the same time: 1")
    func twins() async throws {
        let platform = try StandingPlatform(refusesTakenNames: false)
        let other = try #require(
            try JSONValue(parsing: Array(#"{"id":"theirs","name":"s7","sourceType":"PUSH"}"#.utf8)).object)
        platform.play { request, _ in
            if Self.isCreate(request), request.text.contains(#""name":"s7""#) { platform.add(other) }
            return nil
        }
        let desk = try await Desk.standing(
            platform, manifest: Self.many.replacing("PUSH}", with: "PUSH, pushEnabled: true}"))
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--verify")
        #expect(ran.code == 1, "\(ran.error)")
        #expect(ran.error.contains("40 created in ") && ran.error.contains("✗ s7  is there 2 times"))
        #expect(ran.error.hasSuffix("40 sources: 39 verified, 1 not verified\n"))
        let again = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(again.code == 65)
        #expect(again.error.contains("2 sources are called 's7'") && again.error.contains("theirs"))
    }

    @Test("a name that is said to be taken and that the list never shows is 65")
    func hiddenConflict() async throws {
        let platform = try StandingPlatform { request, _ in
            Self.isCreate(request) && request.text.contains(#""name":"s7""#) ? .answer(Given.refusal(409)) : nil
        }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 65)
        #expect(ran.error.contains("error: 's7': the platform refused to create the source: it conflicts"))
    }

    @Test("a spent daily quota ends it at once, 75: what is done is told, what was not tried too")
    func quota() async throws {
        let platform = try StandingPlatform { request, index in
            index > 10 ? .answer(Given.refusal(429, code: "TOO_MANY_DOCUMENTS_DAILY")) : nil
        }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--concurrency", "2")
        #expect(ran.code == 75)
        #expect(platform.count("POST") <= 12)
        #expect(ran.output.split(separator: "\n").count == 40)
        #expect(ran.output.contains("\tnot tried: the organization's daily quota is spent"))
        #expect(ran.error.contains(" not tried in "))
        #expect(ran.error.matches(of: /hint: try again tomorrow/).count == 1)
        platform.play { _, _ in nil }
        #expect(await desk.coveo("sources", "apply", "-f", "m.yaml").code == 0)
        expectComplete(platform)
    }

    @Test("a dead token ends it at once, 77; a missing privilege fails source by source")
    func unauthorized() async throws {
        for (alive, posts) in [(false, 1...16), (true, 40...40)] {
            let platform = try StandingPlatform { request, _ in
                if request.line.contains("check_token") { return .answer(alive ? Given.ann : Given.dead) }
                return request.head.method == .post ? .answer(Given.dead) : nil
            }
            var desk = try await Desk.standing(platform, manifest: Self.many)
            desk.transport = platform
            let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
            #expect(ran.code == 77)
            #expect(posts.contains(platform.count("POST \(Given.sources)")), "\(platform.count("POST"))")
            #expect(ran.output.split(separator: "\n").count == 40)
        }
    }

    @Test("a platform that is out of reach is not asked forty times")
    func unreachable() async throws {
        let platform = try StandingPlatform { request, _ in
            Self.isCreate(request) ? .lost(.unreachable(host: Self.host)) : nil
        }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--concurrency", "1")
        #expect(ran.code == 69)
        #expect(platform.count("POST") == 8)
    }

    @Test("--prune deletes nothing after a failure, and says so")
    func pruneAfterFailure() async throws {
        let platform = try StandingPlatform([Given.source("acme-1", "s-old")]) { request, _ in
            request.text.contains(#""name":"s3""#) ? .answer(Given.refusal(400)) : nil
        }
        let desk = try await Desk.standing(platform, manifest: Self.many)
        let ran = await desk.coveo(
            "sources", "apply", "-f", "m.yaml", "--prune", "--prune-prefix", "s-", "--yes", "--max-deletes", "1")
        #expect(ran.code == 65)
        #expect(platform.count("DELETE") == 0)
        #expect(ran.output.contains("failed\ts-old\tacme-1\tnot tried: something before it failed\n"))
    }

    /// Troubles as they come, from a seed.
    private static func weather(_ seed: UInt64) -> @Sendable (OutgoingRequest, Int) async -> StandingPlatform.Trouble? {
        let random = Mutex(SeededRandom(seed: seed))
        return { request, index in
            // The first list has to come, or nothing begins.
            if index == 0 { return nil }
            return random.withLock { random in
                switch Int.random(in: 0..<24, using: &random) {
                case 0: .answer(Given.refusal(503))
                case 1: .answer(Given.refusal(429, fields: [.retryAfter: "2"]))
                case 2: .answer(Given.refusal(500))
                case 3: .lost(cut)
                case 4, 5: .doneAndLost(cut)
                case 6: .doneAndLost(.timedOut(host: host, after: .seconds(30)))
                case 7: .doneAnd(Given.refusal(504))
                case 8: .doneAnd(Given.refusal(500))
                case 9: .doneAnd(.json("{}"))
                case 10: .answer(.plain("<html>", status: 502, type: "text/html"))
                default: nil
                }
            }
        }
    }

    @Test(
        "whatever the weather: after a second run there is what the manifest says, nothing twice, and no row has lied",
        arguments: 0..<24)
    func weather(seed: Int) async throws {
        let clock = TestClock()
        let platform = try StandingPlatform(
            (0..<5).map { Given.source("acme-\($0)", "s\($0)") }, clock: clock, lag: .seconds(seed % 5),
            refusesTakenNames: seed.isMultiple(of: 2), trouble: Self.weather(UInt64(seed)))
        let manifest = Self.many.replacing("PUSH}", with: "PUSH, x: 1}")
        let desk = try await Desk.standing(platform, manifest: manifest, clock: clock)
        let first = await desk.coveo("sources", "apply", "-f", "m.yaml")
        let rows = first.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(Set(rows.map { $0[1] }).count == 40 && rows.count == 40)
        for row in rows where row[0] != "failed" {
            let model = platform.models.first { $0["id"]?.string == String(row[2]) }
            #expect(model?["name"]?.string == String(row[1]) && model?["x"] == 1, "\(row)")
        }
        #expect((first.code == 0) == rows.allSatisfy { $0[0] != "failed" })
        clock.advance(by: .seconds(10))
        platform.play { _, _ in nil }
        let second = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(second.code == 0, "\(second.error)")
        expectComplete(platform)
        #expect(platform.models.allSatisfy { $0["x"] == 1 })
    }
}

import Foundation
import JSON
import Support
import Testing

@Suite("The sandbox's bad days", .timeLimit(.minutes(20)))
struct SandboxFaultTests {
    private static func get(_ api: SandboxAPI, _ path: String = "/sources") async throws -> PlainHTTP.Answer {
        try await PlainHTTP.send(
            "GET", "/rest/organizations/acmesandbox" + path, port: api.sandbox.port,
            fields: ["Authorization": "Bearer \(api.token)"])
    }

    @Test("Retry-After comes as seconds and as a date")
    func retryAfter() async throws {
        try await SandboxAPI.with { api in
            try await api.sandbox.play("429:1", "503-after:7:1", "429-date:60:1", "503:1")
            #expect(try await Self.get(api).fields["retry-after"] == "1")
            let seconds = try await Self.get(api)
            #expect(seconds.status == 503 && seconds.fields["retry-after"] == "7")
            let asked = Date()
            let date = try await Self.get(api)
            let answered = Date()
            #expect(date.status == 429)
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
            let moment = try #require(formatter.date(from: date.fields["retry-after"] ?? ""))
            // A date has whole seconds.
            #expect((asked.addingTimeInterval(58)...answered.addingTimeInterval(62)).contains(moment))
            let bare = try await Self.get(api)
            #expect(bare.status == 503 && bare.fields["retry-after"] == nil)
            #expect(try await Self.get(api).status == 200)
        }
    }

    @Test("an answer is lost after the work, of a PUT alone where it is said so; a reset does nothing")
    func lost() async throws {
        try await SandboxAPI.with { api in
            let source = try await api.create("Docs")
            try await api.sandbox.play("lost:1@PUT/rest")
            #expect(try await Self.get(api).status == 200)
            var model = try #require(source.body.object)
            model["sourceVisibility"] = "PRIVATE"
            #expect(await api.isUnanswered("PUT", "/sources/\(source.id)", .object(model)))
            #expect(try await api.call("GET", "/sources/\(source.id)").body["sourceVisibility"] == "PRIVATE")

            try await api.sandbox.play("reset-after-create:1", "reset:1@DELETE")
            #expect(await api.isUnanswered("POST", "/sources", ["sourceType": "PUSH", "name": "Other"]))
            #expect(try await api.names("") == ["Docs", "Other"])
            #expect(await api.isUnanswered("DELETE", "/sources/\(source.id)"))
            #expect(try await api.names("") == ["Docs", "Other"])
        }
    }

    @Test("a body is garbage, or ends before the length that its head promises")
    func bodies() async throws {
        try await SandboxAPI.with { api in
            try await api.create("Docs")
            let whole = try await Self.get(api)
            try await api.sandbox.play("garbage:1", "truncated:1")
            let garbage = try await Self.get(api)
            #expect(garbage.status == 200 && garbage.fields["content-type"]?.hasPrefix("application/json") == true)
            #expect(throws: (any Error).self) { try JSONValue(parsing: Array(garbage.body.utf8)) }
            let half = try await Self.get(api)
            #expect(half.status == 200 && half.fields["content-length"] == whole.fields["content-length"])
            #expect(half.body.utf8.count == whole.body.utf8.count / 2 && whole.body.hasPrefix(half.body))
            #expect(try await Self.get(api).body == whole.body)
        }
    }

    @Test("a refusal is lost, late or garbled as any other answer is")
    func refusals() async throws {
        try await SandboxAPI.with { api in
            try await api.create("Docs")
            let twin: JSONValue = ["sourceType": "PUSH", "name": "Docs"]
            let whole = try await api.call("POST", "/sources", twin)
            #expect(whole.status == 409)
            try await api.sandbox.play("lost:1", "garbage:1", "truncated:1", "late:0.3:1")
            #expect(await api.isUnanswered("POST", "/sources", twin))
            let garbage = try await Self.get(api, "/sources/nobody")
            #expect(garbage.status == 404 && garbage.body.contains("sourceModels"))
            let half = try await Self.get(api, "/sources/nobody")
            #expect(half.status == 404 && !half.body.isEmpty && !half.body.contains("}"))
            let start = ContinuousClock.now
            #expect(try await Self.get(api, "/sources/nobody").status == 404)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #expect(try await api.names("") == ["Docs"])
            try await api.sandbox.play("lost:1@/nowhere")
            #expect(
                await PlainHTTP.sendForBytes("GET", "/nowhere", port: api.sandbox.port, body: nil, fields: [:]).isEmpty)
        }
    }

    @Test("the dice of one fault are its own: others beside it change nothing")
    func ownDice() async throws {
        func hits(_ faults: String...) async throws -> [Int] {
            var found: [Int] = []
            try await SandboxAPI.with(faults.flatMap { ["--fault", $0] }) { api in
                found = try await (0..<40).asyncFilter { _ in try await Self.get(api).status == 503 }
            }
            return found
        }
        let alone = try await hits("503:30%")
        #expect((4...20).contains(alone.count))
        #expect(try await hits("slow:0.001:50%", "500:40%@/oauth", "503:30%") == alone)
        #expect(try await hits("503:30%", "500:40%") == alone)
        // What another one hits first is missing, and nothing else.
        let fewer = Set(try await hits("500:40%", "503:30%"))
        #expect(fewer.isSubset(of: alone) && fewer.count < alone.count)
        // Two with the same words throw two dice.
        #expect(Set(try await hits("503:30%", "503:30%")).isStrictSuperset(of: alone))
    }

    @Test("no fault hits the sandbox's own switches")
    func switches() async throws {
        try await SandboxAPI.with(["--fault", "500@/", "--fault", "reset@/sandbox"]) { api in
            #expect(try await Self.get(api).status == 500)
            #expect(try await PlainHTTP.send("GET", "/sandbox/items", port: api.sandbox.port).status == 200)
            try await api.sandbox.play()
            #expect(try await Self.get(api).status == 200)
        }
    }

    @Test("faults by chance hit the same requests again after the same seed, and about as many as was asked for")
    func chance() async throws {
        func hits(_ api: SandboxAPI) async throws -> [Int] {
            try await api.sandbox.play("503:30%", "500:50%:3@/rest/organizations/acmesandbox/status")
            return try await (0..<40).asyncFilter { _ in try await Self.get(api).status == 503 }
        }
        var found: [[Int]] = []
        for seed in ["7", "7", "8"] {
            try await SandboxAPI.with(["--fault-seed", seed]) { api in
                found.append(try await hits(api))
                let again = try await hits(api)
                #expect(again == found.last, "the dice begin anew with the faults")
            }
        }
        #expect(found[0] == found[1] && found[0] != found[2])
        #expect((4...22).contains(found[0].count))
    }

    @Test("a number limits what a fault by chance hits")
    func chanceAndNumber() async throws {
        try await SandboxAPI.with(["--fault", "500:50%:3"]) { api in
            let hits = try await (0..<60).asyncFilter { _ in try await Self.get(api).status == 500 }
            #expect(hits.count == 3)
        }
    }

    @Test("what is no fault is refused, at start and while it runs")
    func grammar() async throws {
        try await SandboxAPI.with { api in
            for line in [
                "200", "reset:0", "slow", "503-after", "503-date:x", "429:0%", "429:101%", "503:10%:1:1",
                "lost@post/rest",
                "reset-after-create@PUT", "late:1:2:3", "@/rest", "600-after:1",
            ] {
                let answer = try await PlainHTTP.send("POST", "/sandbox/faults", port: api.sandbox.port, body: line)
                #expect(answer.status == 400, "\(line)")
            }
            for line in [
                "slow:0.01:50%:2@GET", "503-after:0:10%@POST/rest", "oauth-slow_down@/oauth", "truncated:0.5%",
            ] {
                let answer = try await PlainHTTP.send("POST", "/sandbox/faults", port: api.sandbox.port, body: line)
                #expect(answer.status == 204, "\(line)")
            }
        }
    }

    @Test("latency is added to every request but the sandbox's own")
    func latency() async throws {
        try await SandboxAPI.with(["--latency", "300"]) { api in
            let start = ContinuousClock.now
            let answer = try await Self.get(api)
            let asked = ContinuousClock.now - start
            #expect(answer.status == 200 && asked >= .milliseconds(300))
        }
    }
}

extension Sequence {
    /// Those that fit, asked one after the other.
    fileprivate func asyncFilter(_ fits: (Element) async throws -> Bool) async rethrows -> [Element] {
        var found: [Element] = []
        for element in self where try await fits(element) { found.append(element) }
        return found
    }
}

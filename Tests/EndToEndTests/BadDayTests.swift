import Foundation
import Support
import Testing

@Suite("Bad days, end to end", .timeLimit(.minutes(20)))
struct BadDayTests {
    /// A fault, and what a list ends with under it.
    struct Case: Sendable, CustomTestStringConvertible {
        let fault: String
        let code: Int32
        let words: String
        /// How often the list is asked for; nil where that is not the point.
        var requests: Int?
        var testDescription: String { fault }
    }

    private static let cases = [
        Case(fault: "500", code: 69, words: "error: the platform failed to", requests: 1),
        Case(fault: "503:1", code: 0, words: "trying again in", requests: 2),
        Case(fault: "503", code: 69, words: "error: the platform failed to", requests: 4),
        Case(fault: "429:1", code: 0, words: "trying again in 1 second: the platform answered 429", requests: 2),
        Case(fault: "429-long", code: 75, words: "hint: try again in 60 minutes", requests: 1),
        Case(fault: "429-daily", code: 75, words: "error: the organization's daily quota is spent", requests: 1),
        Case(fault: "html", code: 76, words: "is no JSON but text/html", requests: 1),
        Case(fault: "waf", code: 69, words: "error: a firewall before the platform", requests: 1),
        Case(fault: "reset:1", code: 0, words: "trying again in", requests: 2),
        Case(fault: "reset", code: 69, words: "was cut before the answer was complete", requests: 4),
        Case(fault: "401", code: 77, words: "error: this access token or API key may not"),
        Case(fault: "403", code: 77, words: "error: this access token or API key may not", requests: 1),
        Case(fault: "404", code: 65, words: "was not found", requests: 1),
        Case(fault: "412", code: 65, words: "error: the platform refused", requests: 1),
        Case(fault: "400", code: 65, words: "error: the platform refused", requests: 1),
        Case(fault: "503-after:1:1", code: 0, words: "trying again in 1 second", requests: 2),
        Case(fault: "429-date:1:1", code: 0, words: "trying again in", requests: 2),
        Case(fault: "503-after:3600", code: 75, words: "hint: try again", requests: 1),
        Case(fault: "lost:1", code: 0, words: "trying again in", requests: 2),
        Case(fault: "lost", code: 69, words: "was cut before the answer was complete", requests: 4),
        Case(fault: "reset-after-create", code: 0, words: "", requests: 1),
        Case(fault: "garbage", code: 76, words: "JSON that can't be read", requests: 1),
        Case(fault: "truncated:1", code: 0, words: "trying again in", requests: 2),
        Case(fault: "truncated", code: 69, words: "was cut before the answer was complete", requests: 4),
        Case(fault: "late:0.1", code: 0, words: "", requests: 1),
        Case(fault: "slow:0.1", code: 0, words: "", requests: 1),
    ]

    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
    private static let sources = "/rest/organizations/acmesandbox/sources"

    @Test("each has its words, its exit status and its number of tries", arguments: cases)
    func list(_ bad: Case) async throws {
        try await Stage.with(keyring: nil, sandbox: ["--fault", bad.fault]) { stage in
            let outcome = try await stage.coveo("sources", "list", adding: variables)
            #expect(outcome.end == .exited(bad.code), "\(outcome.errors)")
            if bad.words != "" { #expect(outcome.errors.contains(bad.words), "\(outcome.errors)") }
            #expect(outcome.output == "")
            #expect(bad.words != "" || outcome.errors == "no sources match\n" || outcome.errors == "")
            if bad.code != 0 { #expect(outcome.errors.contains("\nhint: "), "\(outcome.errors)") }
            if let requests = bad.requests { #expect(stage.sandbox.count("GET", Self.sources) == requests) }
        }
    }

    @Test("no answer in time: tried twice, then 75")
    func slow() async throws {
        try await Stage.with(keyring: nil, sandbox: ["--fault", "slow:20"]) { stage in
            let outcome = try await stage.coveo("sources", "list", "--timeout", "0.3", adding: variables)
            #expect(outcome.end == .exited(75))
            #expect(outcome.errors.contains("did not answer within 0.3 seconds"))
            #expect(outcome.errors.matches(of: /trying again/).count == 1)
        }
    }

    @Test("a platform that is down is 69, for a list and for a login, and loses no login")
    func down() async throws {
        try await Stage.with(keyring: Facility.keyring ? .gnome : nil) { stage in
            if Facility.keyring { try await stage.logInWithKey() }
            await stage.sandbox.stop()
            let list = try await stage.coveo("sources", "list", adding: variables)
            #expect(list.end == .exited(69))
            #expect(list.errors.contains("error: no connection to 127.0.0.1:\(stage.sandbox.port)"))
            guard Facility.keyring else { return }
            let before = try await stage.items()
            let login = try await stage.coveo("login", "--with-token", input: .text("xx-other"))
            #expect(login.end == .exited(69))
            #expect(try await stage.items() == before)
            #expect(try await stage.coveo("auth", "status").end == .exited(69))
            #expect(try await stage.coveo("auth", "status", "--offline").end == .exited(0))
            let logout = try await stage.coveo("logout")
            #expect(logout.end == .exited(0))
            #expect(try await stage.items() == "")
        }
    }

    @Test(
        "a create whose answer was lost is looked up: one source, its ID printed",
        arguments: [
            "reset-after-create:1", "reset:1", "503:1", "429:1",
        ])
    func lostAnswer(_ fault: String) async throws {
        try await Stage.with(keyring: nil, sandbox: ["--fault", "\(fault)@\(Self.sources)"]) { stage in
            let created = try await stage.coveo("sources", "create", "Once", adding: variables)
            #expect(created.end == .exited(0), "\(created.errors)")
            let id = created.output.trimmingCharacters(in: .newlines)
            let list = try await stage.coveo("sources", "list", "--columns", "id,name", adding: variables)
            #expect(list.output == "\(id)\tOnce\n")
            let posts = stage.sandbox.count("POST", Self.sources)
            #expect(posts == (fault.hasPrefix("reset-after") ? 1 : 2))
        }
    }

    @Test("a name in use is 65; --if-not-exists takes what is there, or says how it differs")
    func nameInUse() async throws {
        try await Stage.with(keyring: nil) { stage in
            let first = try await stage.coveo("sources", "create", "Docs", adding: variables)
            let again = try await stage.coveo("sources", "create", "Docs", adding: variables)
            #expect(again.end == .exited(65))
            #expect(again.output == "")
            #expect(again.errors.contains("HTTP 409"))
            let kept = try await stage.coveo("sources", "create", "Docs", "--if-not-exists", adding: variables)
            #expect(kept.end == .exited(0))
            #expect(kept.output == first.output)
            let other = try await stage.coveo(
                "sources", "create", "Docs", "--if-not-exists", "--visibility", "private", adding: variables)
            #expect(other.end == .exited(1))
            #expect(other.output == first.output)
            #expect(other.errors.contains(#"sourceVisibility is "SHARED", not "PRIVATE""#))
        }
    }

    @Test("a source that shows late: verify --wait waits for it, and 75 where it never comes")
    func late() async throws {
        try await Stage.with(keyring: nil, sandbox: ["--visible-after", "1"]) { stage in
            let created = try await stage.coveo(
                "sources", "create", "Late", "--verify", "--wait", "30", adding: variables)
            #expect(created.end == .exited(0), "\(created.errors)")
            #expect(created.output.split(separator: "\n").count == 1)
            #expect(created.errors.contains("✓ Late  is in the list"))
            let never = try await stage.coveo("sources", "verify", "Never", "--wait", "1", adding: variables)
            #expect(never.end == .exited(75))
        }
    }

    @Test(
        "bodies, names and options that can't be are refused before any request",
        arguments: [
            (["--model", "-"], "[1]", Int32(65)), (["--model", "-"], "{", 65),
            (["--model", "-"], #"{"sourceType":"PUSH"}"#, 65),
            (["--model", "/nowhere.json"], "", 66), (["Docs", "--visibility", "secured"], "", 64),
            (["Docs", "--org", "My Org"], "", 64), (["Docs", "--visibility", "public"], "", 64), ([], "", 64),
        ])
    func badInput(_ arguments: [String], _ input: String, _ code: Int32) async throws {
        try await Stage.with(keyring: nil) { stage in
            let words = arguments + Array(repeating: "-q", count: 4 - arguments.count)
            let outcome = try await stage.coveo(
                "sources", "create", words[0], words[1], words[2], words[3], input: .text(input), adding: variables)
            #expect(outcome.end == .exited(code), "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.output == "")
            #expect(stage.sandbox.requests == [])
        }
    }
}

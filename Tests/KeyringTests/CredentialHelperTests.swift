import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("Credential helpers")
struct CredentialHelperTests {
    private let helper: ScriptedHelper
    private let secret = Redacted(Array(#"{"version":1}"#.utf8))

    init() throws {
        helper = try ScriptedHelper()
    }

    private func write(_ host: String = "one.example", mood: String = "", _ secret: String = #"{"version":1}"#)
        async throws
    {
        try await helper.store(mood).write(
            Redacted(Array(secret.utf8)), profile: "work", platformHost: host, interaction: .never)
    }

    private func text(_ mood: String = "") async throws -> String? {
        guard case .found(let secret) = try await helper.store(mood).read(profile: "work", interaction: .never) else {
            return nil
        }
        return String(decoding: secret.reveal(), as: UTF8.self)
    }

    @Test("people find an item by the profile in its URL, the platform as its user, and the record as it is")
    func visible() async throws {
        try await write()
        #expect(
            helper.lines("items.json")
                == [#"{"https://coveo.cli.invalid/session/work": ["one.example", "{\"version\":1}"]}"#])
    }

    @Test(
        "nothing of a profile's name is more than a name in the URL", arguments: ["a\nb\u{202E}", "..", "é/%?#\"'\\"])
    func names(_ profile: String) async throws {
        try await helper.store().write(secret, profile: profile, platformHost: "h", interaction: .never)
        let kept = try String(contentsOfFile: helper.path("items.json"), encoding: .utf8)
        let url = try #require(kept.split(separator: "\"").dropFirst().first)
        let name = try #require(url.split(separator: "/", omittingEmptySubsequences: false).last)
        #expect(url.hasPrefix("https://coveo.cli.invalid/session/") && !name.isEmpty && name != "..")
        #expect(name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"\\#?<>".utf8.contains($0) })
        #expect(try await helper.store().items().map { Array($0.profile.utf8) } == [Array(profile.utf8)])
    }

    @Test("a NUL or a line end in a field is refused before anything runs", arguments: ["h\n", "h\0", "", "h\u{1B}"])
    func fields(_ host: String) async throws {
        await #expect(throws: StoreFailure.unfit(reason: "the platform's host is no host")) {
            try await write(host)
        }
        await #expect(throws: StoreFailure.unfit(reason: "the profile's name holds a NUL")) {
            try await helper.store().write(secret, profile: "a\0", platformHost: "h", interaction: .never)
        }
        let reading = try await helper.store().read(profile: "a\0", interaction: .never)
        guard case .absent = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(try await helper.store().delete(profile: "a\0", interaction: .never) == false)
        #expect(helper.lines("verbs").isEmpty)
    }

    @Test("a probe stores, reads and erases an item of its own, and finds a helper that changes what it keeps")
    func probe() async throws {
        try await write()
        let before = helper.lines("items.json")
        try await helper.store().probe(interaction: .never)
        #expect(helper.lines("verbs").suffix(3) == ["store", "get", "erase"])
        await #expect(throws: StoreFailure.helper(program: ScriptedHelper.program, .garbled)) {
            try await helper.store("other").probe(interaction: .never)
        }
        #expect(helper.lines("items.json") == before)
    }

    @Test("a renewal is two runs, a read is one")
    func runs() async throws {
        try await write()
        let before = helper.lines("verbs").count
        try await write()
        #expect(try await text() == #"{"version":1}"#)
        #expect(helper.lines("verbs").dropFirst(before) == ["list", "store", "get"])
        // A helper that may open a dialog is not asked once more.
        _ = try await helper.store().read(profile: "none", interaction: .never)
        #expect(helper.lines("verbs").dropFirst(before + 3) == ["get", "get"])
    }

    @Test(
        "a helper that lists nothing, or can't, is written to, read and cleared all the same",
        arguments: ["three", "empty"])
    func withoutList(_ mood: String) async throws {
        try await write(mood: mood)
        try await write("two.example", mood: mood, #"{"version":2}"#)
        #expect(try await text(mood) == #"{"version":2}"#)
        #expect(try await helper.store().items().map(\.platformHost) == ["two.example"])
        #expect(try await helper.store(mood).delete(profile: "work", interaction: .never))
        #expect(try await helper.store().items().isEmpty)
    }

    @Test(
        "a move to another platform that fails at any point leaves one whole login", arguments: ["nth", "cut"], 1...6)
    func move(_ mood: String, _ run: Int) async throws {
        try await write("one.example", #"{"old":1}"#)
        let runsBefore = helper.lines("verbs").count
        var hasFailed = false
        do {
            try await write("two.example", mood: "\(mood):\(runsBefore + run)", #"{"new":1}"#)
        } catch is StoreFailure {
            hasFailed = true
        }
        let left = try await text()
        // What was cut after its work may have been done; what is said to be done is.
        #expect(hasFailed ? [#"{"old":1}"#, #"{"new":1}"#].contains(left) : left == #"{"new":1}"#)
        let items = try await helper.store().items()
        #expect(items.map(\.platformHost) == [left == #"{"old":1}"# ? "one.example" : "two.example"])
        try await write("three.example", #"{"later":1}"#)
        #expect(try await text() == #"{"later":1}"#)
        #expect(helper.lines("items.json").joined().components(separatedBy: "https://").count == 2)
        #expect(try await helper.store().delete(profile: "work", interaction: .never))
        #expect(helper.lines("items.json") == ["{}"])
    }

    @Test("a helper tells where it is, which version, how fast, and how many logins it holds")
    func inspection() async throws {
        try await write()
        let inspection = await helper.store().inspect()
        #expect(inspection.failure == nil && inspection.facts.count == 4)
        #expect(
            inspection.facts.first
                == .program(name: ScriptedHelper.program, path: helper.path("bin/\(ScriptedHelper.program)")))
        #expect(inspection.facts.contains(.version("credential-helper of the tests, 1.0")))
        #expect(inspection.facts.last == .items(count: 1, locked: 0))
        let other = await helper.store("three").inspect()
        #expect(other.facts.count == 1)
        #expect(
            other.failure
                == .helper(
                    program: ScriptedHelper.program, .failed(status: 1, message: "Unknown credential action `list`")))
        #expect(await helper.store().protection() == nil)
    }
}

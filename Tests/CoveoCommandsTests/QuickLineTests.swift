import ArgumentParser
import Testing

@testable import CoveoCommands

@Suite("Plain command lines")
struct QuickLineTests {
    /// What a command read, its parser's wrappers included; nil where it left the line to the parser.
    private func quick<Command: QuickCommand>(_ type: Command.Type, _ words: [String]) -> Command? {
        QuickLine(words, shape: type.shape).flatMap { type.init($0) }
    }

    /// Whether the line is read to the same effect as by the parser, or left to it.
    private func agrees<Command: QuickCommand>(_ type: Command.Type, _ words: [String]) throws -> Bool {
        guard let read = quick(type, words) else { return true }
        let parsed = try type.parse(words)
        return Self.values(of: read) == Self.values(of: parsed)
    }

    /// The values of all options, by name, groups flattened.
    private static func values(of command: Any) -> [String: String] {
        var values: [String: String] = [:]
        for child in Mirror(reflecting: command).children {
            guard let label = child.label else { continue }
            let description = String(describing: child.value)
            values[label] = description
        }
        return values
    }

    private static let lines: [[String]] = [
        [], ["Docs"], ["Docs", "Wiki"], ["--json"], ["-q"], ["-v", "--json", "Docs"], ["Docs", "--profile", "work"],
        ["--org", "acme", "Docs", "--org", "acme"], ["--timeout", "12.5"], ["--color", "never", "Docs"],
        ["--header"], ["--show", "--header"], ["--min-validity", "90"], ["--min-validity", "soon"],
        ["--min-validity", "1", "--min-validity", "2"], ["--for", "https://a.example/x?y=z", "--header"],
        ["--for", ""],
        ["--min-validity", "nan"], ["--min-validity", "1e3", "--show"], ["--visibility", "private", "Docs"],
        ["--visibility", "SHARED"],
        ["--filter", "a b", "--limit", "3"], ["--columns", "id,name", "--type", "push"], ["--status", "idle"],
        ["Docs", "--wait", "60"], ["Docs", "--security-provider", "a", "--security-provider", "b"],
        ["Docs", "--set", "a=1", "--set", "b=\"x\"", "--yes"], ["Docs", "-y", "--dry-run"],
        ["Docs", "--stream", "--if-not-exists", "--rebuild", "--verify", "--wait", "3"], ["--model", "file.json"],
        ["Docs", "--visibility", "secured", "--create-security-provider", "p"], ["Docs", "--rename", "New", "--force"],
        ["Docs", ""], [""],
        ["/rest/x"], ["POST", "/rest/x", "-d", "{}"], ["/x", "--data", "@a", "-H", "A: b", "--header", "C: d"],
        ["-i", "/x"], ["--include", "/x", "--paginate"], ["/x", "-d", "@-", "--json"], ["/x", "-d", ""],
    ]

    @Test("a line that a command reads itself means what the parser would have made of it", arguments: lines)
    func differential(_ line: [String]) throws {
        #expect(try agrees(AuthTokenCommand.self, line))
        #expect(try agrees(SourcesListCommand.self, line))
        #expect(try agrees(SourcesShowCommand.self, line))
        #expect(try agrees(SourcesVerifyCommand.self, line))
        #expect(try agrees(SourcesCreateCommand.self, line))
        #expect(try agrees(SourcesUpdateCommand.self, line))
        #expect(try agrees(ApiCommand.self, line))
    }

    @Test("the values are the ones that were typed")
    func values() throws {
        let list = try #require(quick(SourcesListCommand.self, ["--filter", "x", "--limit", "3", "--json", "-q"]))
        #expect(list.filter == ["x"] && list.limit == [3] && list.globals.json && list.globals.quiet)
        #expect(list.type.isEmpty && !list.globals.verbose && list.globals.profile.isEmpty)
        let life = try #require(quick(AuthTokenCommand.self, ["--min-validity", "90.5", "--for", "https://a.example"]))
        #expect(life.minValidity == [90.5] && life.target == ["https://a.example"] && !life.header)
        #expect(quick(AuthTokenCommand.self, ["--min-validity", "soon"]) == nil)
        #expect(quick(AuthTokenCommand.self, ["--min-validity", "-1"]) == nil)
        let token = try #require(quick(AuthTokenCommand.self, ["--header", "--profile", "work"]))
        #expect(token.header && !token.show && token.globals.profile == ["work"])
        let update = try #require(quick(SourcesUpdateCommand.self, ["Docs", "--set", "a=1", "-y"]))
        #expect(update.source == "Docs" && update.set == ["a=1"] && update.yes && !update.rebuild)
    }

    @Test(
        "what is not plain is left to the parser",
        arguments: [
            ["--"], ["--", "Docs"], ["--filter=x"], ["-qv"], ["--filter", "-x"], ["--filter"], ["--nope"], ["-h"],
            ["--help"], ["--limit", "many"], ["--visibility", "none"], ["--timeout", "soon"], ["--color", "red"],
            ["stray"],
        ])
    func left(_ line: [String]) {
        #expect(quick(SourcesListCommand.self, line) == nil)
    }
}

import Foundation
import JSON
import Ports
import Support
import Testing

@Suite("Names that bite, in every command that takes or prints one", .timeLimit(.minutes(10)))
struct NamesThatBiteTests {
    private static let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
    private static let names = [
        "--help", "-", "-y", "../x", "..", "a/b?c#d%2f", "a b&c=d+e;f", "😀👩‍👩‍👧", String(repeating: "ä", count: 253),
        "\u{202E}evil\u{2066}", "two\nlines\ttab", "\u{1B}[31mred\u{7}", "acmesandbox-0123456789abcdefghijklmnop",
        "$(touch x)`id`'\"\\", "no", "1e3", "~", "{org}", "e\u{301}",
    ]

    /// A machine, and the name that is tried on it.
    private struct Trial {
        let stage: Stage
        let name: String

        /// Runs a command, whose options stand before `names`.
        @discardableResult
        func coveo(
            _ words: String..., names: [String] = [], code: Int32 = 0, isSecret: Bool = false,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws -> String {
            // JSON in a pipe is the exact text.
            let outcome = try await stage.run(
                words + (names.isEmpty ? [] : ["--"] + names), adding: NamesThatBiteTests.variables,
                isSecret: isSecret || words.contains("--json"))
            #expect(outcome.end == .exited(code), "\(words): \(outcome.errors)", sourceLocation: sourceLocation)
            return outcome.output
        }

        /// The ID that a command prints, alone on its line.
        @discardableResult
        func id(
            _ words: String..., names: [String], sourceLocation: SourceLocation = #_sourceLocation
        ) async throws -> String {
            let outcome = try await stage.run(words + ["--"] + names, adding: NamesThatBiteTests.variables)
            #expect(outcome.end == .exited(0), "\(words): \(outcome.errors)", sourceLocation: sourceLocation)
            #expect(outcome.output.hasSuffix("\n") && outcome.output.count(where: \.isNewline) == 1)
            return String(outcome.output.dropLast())
        }

        /// The names of all sources, to the byte.
        func names() async throws -> [[UInt8]] {
            let list = try JSONValue(parsing: Array(try await coveo("sources", "list", "--json").utf8))
            return (list.array ?? []).compactMap { $0["name"]?.string.map { Array($0.utf8) } }
        }
    }

    private func with(_ name: String, _ body: (Trial) async throws -> Void) async throws {
        try await Stage.with(keyring: nil, sandbox: ["--allow-rename"]) { stage in
            let trial = Trial(stage: stage, name: name)
            try await body(trial)
            // What could move a cursor or break a line is written out, in all that was said.
            let said = stage.everythingSaid.unicodeScalars
            let bare = said.filter { Visible.mustBeEscaped($0) && $0 != "\n" && $0 != "\t" }
            #expect(bare.isEmpty, "\(bare.map { String($0.value, radix: 16) })")
            #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder).contains("x") == false)
        }
    }

    @Test("a source's life by its name", arguments: names)
    func life(name: String) async throws {
        try await with(name) { trial in
            let shown = Visible(name).text
            let other = try await trial.id("sources", "create", names: ["Other"])
            let id = try await trial.id("sources", "create", "--verify", names: [name])
            #expect(Set(try await trial.names()) == [Array(name.utf8), Array("Other".utf8)])
            let lines = try await trial.coveo("sources", "list").split(separator: "\n").map {
                $0.split(separator: "\t")
            }
            #expect(lines.allSatisfy { $0.count == 5 } && lines.count == 2)
            #expect(lines.contains { $0[0] == id && $0[1] == shown })
            let again = try await trial.id("sources", "create", "--if-not-exists", names: [name])
            #expect(again == id)
            try await trial.coveo("sources", "create", names: [name], code: 65)

            let model = try JSONValue(
                parsing: Array(try await trial.coveo("sources", "show", "--json", names: [name]).utf8))
            #expect(model["id"]?.string == id)
            #expect(try await trial.coveo("sources", "show", names: [name]).contains("name\t\(shown)\n"))
            #expect(try await trial.id("sources", "update", "--set", #"customParameters.a="1""#, names: [name]) == id)
            let checks = try await trial.coveo("sources", "verify", names: [name, "Other"])
            #expect(checks.contains("✓ \(shown)  is there once\n"))
            #expect(try await trial.id("sources", "rebuild", "--force", "-y", names: [name]) == id)
            let page = try await trial.id("sources", "open", names: [name])
            #expect(page.hasPrefix("http") && page.utf8.allSatisfy { (0x21...0x7E).contains($0) })

            let copy = try await trial.id("sources", "duplicate", names: [name, name + "2"])
            try await trial.coveo("sources", "duplicate", names: ["Other", name], code: 65)
            #expect(try await trial.id("sources", "update", "--force", "--rename=\(name)3", names: [copy]) == copy)
            #expect(Set(try await trial.names()).contains(Array((name + "3").utf8)))
            try await trial.coveo("sources", "delete", "-y", names: [name, name + "3"])
            #expect(try await trial.names() == [Array("Other".utf8)])
            #expect(try await trial.id("sources", "duplicate", names: [other, name]) != id)
            try await trial.coveo("sources", "show", "-q", names: [name + "?"], code: 65)
        }
    }

    @Test("manifests that name it", arguments: names)
    func manifests(name: String) async throws {
        try await with(name) { trial in
            let shown = Visible(name).text
            let id = try await trial.id("sources", "create", "--visibility", "private", names: [name])
            for format in ["yaml", "json"] {
                let file = try trial.stage.write(
                    "all.\(format)", try await trial.coveo("sources", "export", "--format", format, names: [name]))
                #expect(try await trial.coveo("sources", "diff", "-f", file) == "")
                #expect(try await trial.coveo("sources", "apply", "-f", file) == "unchanged\t\(shown)\t\(id)\n")
            }
            let text: JSONValue = [["name": .string(name), "sourceType": "PUSH", "customParameters": ["a": "b"]]]
            let file = try trial.stage.write("changed.json", text.text(.compact))
            let diff = try await trial.coveo("sources", "diff", "-f", file, code: 1)
            #expect(diff.hasPrefix("--- \(shown) (\(id))\n+++ \(shown) in "))
            let patches = try JSONValue(
                parsing: Array(try await trial.coveo("sources", "diff", "--json", "-f", file, code: 1).utf8))
            #expect(patches.array?.first?["name"]?.string?.utf8.elementsEqual(name.utf8) == true)
            let applied = try await trial.coveo("sources", "apply", "--verify", "-f", file)
            #expect(applied == "updated\t\(shown)\t\(id)\n")

            let only = try trial.stage.write("only.json", #"[{"name":"Other","sourceType":"PUSH"}]"#)
            let pruned = try await trial.coveo(
                "sources", "apply", "-f", only, "--prune", "--prune-prefix=\(name)", "--yes", "--max-deletes", "1")
            #expect(pruned.contains("deleted\t\(shown)\t\(id)\n"))
            let created = try await trial.coveo("sources", "apply", "--json", "-f", file)
            let outcome = try JSONValue(parsing: Array(created.utf8)).array?.first
            #expect(outcome?["outcome"] == "created")
            #expect(outcome?["name"]?.string?.utf8.elementsEqual(name.utf8) == true)
        }
    }

    @Test("API keys for it, and a security provider that is called so", arguments: names)
    func keysAndProviders(name: String) async throws {
        try await with(name) { trial in
            let id = try await trial.id("sources", "create", names: [name])
            try await trial.coveo("keys", "create", "--for", "push", "--source=\(name)", isSecret: true)
            let line = try await trial.coveo("keys", "list").split(separator: "\n").first?
                .split(separator: "\t", omittingEmptySubsequences: false)
            #expect(line?.count == 6 && line?[1].hasPrefix("coveo push: ") == true)
            let keys = try JSONValue(parsing: Array(try await trial.coveo("keys", "list", "--json").utf8))
            let key = try #require(keys.array?.first?["displayName"]?.string)
            try await trial.coveo("keys", "disable", "-y", names: [key])
            try await trial.coveo("keys", "delete", "-y", names: [key])
            try await trial.coveo("privileges", "check", "--for", "push", "--source=\(name)")

            // What would change the path can't be asked for.
            guard ![".", ".."].contains(name) else {
                try await trial.coveo("providers", "show", names: [name], code: 65)
                return
            }
            #expect(try await trial.id("providers", "create", "--source=\(name)", names: [name]) == Visible(name).text)
            let provider = try JSONValue(
                parsing: Array(try await trial.coveo("providers", "show", "--json", names: [name]).utf8))
            #expect(provider["id"]?.string?.utf8.elementsEqual(name.utf8) == true)
            #expect(provider["referencedBy"]?.text(.compact).contains(id) == true)
            #expect(try await trial.coveo("providers", "list").contains(Visible(name).text + "\t"))
            try await trial.coveo(
                "sources", "update", "--visibility=secured", "--security-provider=\(name)", names: [name])
            try await trial.coveo("sources", "verify", "--security-provider=\(name)", names: [name])
        }
    }

    @Test("in a table and a question at a terminal", arguments: ["\u{202E}evil", "two\nlines", "\u{1B}[2Jred", "😀"])
    func terminal(name: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "--", name, adding: Self.variables)
            let table = try stage.terminal("sources", "list", "--color", "never", adding: Self.variables)
            #expect(try await table.wait() == .exited(0))
            #expect(table.transcript.contains(Visible(name).text.prefix(7)))
            let question = try stage.terminal("sources", "delete", "--", name, adding: Self.variables)
            try await question.expect("Delete '\(Visible(name).text)' (")
            try await question.expect("[y/N] ")
            question.send("y\n")
            #expect(try await question.wait() == .exited(0))
            for transcript in [table.transcript, question.transcript] {
                let scalars = transcript.unicodeScalars
                #expect(!scalars.contains("\u{202E}") && !transcript.contains("\u{1B}[2J"))
            }
            // A header and a row, of one line each or, with a name that does not fit beside the ID, of two.
            let lines = table.transcript.split(whereSeparator: \.isNewline).count
            #expect(lines == (name == "😀" ? 2 : 4), "\(table.transcript)")
        }
    }

    @Test("254 characters are a name, and the platform's words tell why 255 are none: 65")
    func longest() async throws {
        try await Stage.with(keyring: nil) { stage in
            let trial = Trial(stage: stage, name: String(repeating: "é", count: 254))
            try await trial.id("sources", "create", names: [trial.name])
            #expect(try await trial.names() == [Array(trial.name.utf8)])
            let refused = try await stage.coveo("sources", "create", trial.name + "é", adding: Self.variables)
            #expect(refused.end == .exited(65) && refused.errors.contains("255 characters"), "\(refused.errors)")
            try await trial.coveo("sources", "duplicate", names: [trial.name, trial.name + "é"], code: 65)
            let file = try stage.write("long.json", #"[{"name":"\#(trial.name)é","sourceType":"PUSH"}]"#)
            let applied = try await trial.coveo("sources", "apply", "-f", file, code: 65)
            #expect(applied.hasPrefix("failed\t\(trial.name)é\t"))
            #expect(try await trial.names().count == 1)
        }
    }

    @Test("of two of one name none is taken, in every command; an ID goes before a name")
    func twins() async throws {
        let models = [("one", "Twin"), ("two", "Twin"), ("three", "acmesandbox-one")].map { id, name in
            #"{"organization":"acmesandbox","model":{"id":"acmesandbox-\#(id)","sourceType":"PUSH","name":"\#(name)"}}"#
        }
        try await Stage.with(keyring: nil, seed: #"{"sources":[\#(models.joined(separator: ","))]}"#) { stage in
            let trial = Trial(stage: stage, name: "Twin")
            let file = try stage.write("twin.json", #"[{"name":"Twin","sourceType":"PUSH"}]"#)
            for words in [
                ["show", "Twin"], ["update", "Twin", "--rebuild"], ["delete", "Twin", "-y"],
                ["duplicate", "Twin", "New"],
                ["rebuild", "Twin", "-y", "--force"], ["open", "Twin"], ["export", "Twin"], ["export"],
                ["diff", "-f", file], ["apply", "-f", file, "--yes"], ["create", "Twin", "--if-not-exists"],
                ["update", "acmesandbox-two", "--rename", "Twin2", "--force", "--dry-run"],
            ] {
                let outcome = try await stage.run(["sources"] + words, adding: Self.variables)
                let isByID = words.contains("acmesandbox-two")
                #expect(outcome.end == .exited(isByID ? 0 : 65), "\(words): \(outcome.errors)")
                if !isByID {
                    let all = outcome.errors + outcome.output
                    #expect(all.contains("acmesandbox-one") && all.contains("acmesandbox-two"), "\(words): \(all)")
                }
            }
            for words in [
                ["keys", "create", "--for", "push", "--source", "Twin"],
                ["providers", "create", "p", "--source", "Twin"],
                ["privileges", "check", "--for", "push", "--source", "Twin"],
            ] {
                let outcome = try await stage.run(words, adding: Self.variables)
                #expect(outcome.end == .exited(65), "\(words): \(outcome.errors)")
            }
            let verified = try await stage.coveo("sources", "verify", "Twin", adding: Self.variables)
            #expect(verified.end == .exited(1))
            #expect(["POST", "PUT", "DELETE"].allSatisfy { stage.sandbox.count($0, "/rest/organizations") == 0 })
            let first = try await trial.coveo("sources", "show", "--json", names: ["acmesandbox-one"])
            #expect(try JSONValue(parsing: Array(first.utf8))["name"] == "Twin")
        }
    }
}

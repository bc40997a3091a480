import Foundation
import JSON
import Support
import Testing

@Suite("What must not happen to sources in passing", .timeLimit(.minutes(20)))
struct SourceRuleTests {
    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
    private static let secured =
        #"{"sourceType":"PUSH","name":"Wiki","sourceVisibility":"SECURED","pushEnabled":true,"#
        + #""securityProviderReferences":["mySecurityProvider"]}"#

    @Test("a file that makes content visible to more people needs --yes where nobody can be asked, and asks elsewhere")
    func widening() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "--model", "-", input: .text(Self.secured), adding: variables)
            let file = try stage.write("shared.json", #"{"sourceVisibility":"SHARED"}"#)
            let refused = try await stage.coveo("sources", "update", "Wiki", "--model", file, adding: variables)
            #expect(refused.end == .exited(64), "\(refused.errors)")
            #expect(refused.errors.contains("--yes"))
            let terminal = try stage.terminal("sources", "update", "Wiki", "--model", file, adding: variables)
            try await terminal.expect("[y/N] ")
            terminal.send("\n")
            #expect(try await terminal.wait() == .exited(1))
            #expect(stage.sandbox.count("PUT", "/rest") == 0)
            let done = try await stage.coveo("sources", "update", "Wiki", "--model", file, "--yes", adding: variables)
            #expect(done.end == .exited(0), "\(done.errors)")
            let verified = try await stage.coveo(
                "sources", "verify", "Wiki", "--visibility", "shared", adding: variables)
            #expect(verified.end == .exited(0))
        }
    }

    @Test("an update where nothing differs sends nothing; one with --dry-run neither")
    func nothingToDo() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "--model", "-", input: .text(Self.secured), adding: variables)
            let same = try await stage.coveo(
                "sources", "update", "Wiki", "--visibility", "secured", "--json", adding: variables)
            #expect(same.end == .exited(0), "\(same.errors)")
            #expect(try JSONValue(parsing: same.outputBytes)["changed"] == false)
            let dry = try await stage.coveo(
                "sources", "update", "Wiki", "--set", "customParameters.a=1", "--dry-run", adding: variables)
            #expect(dry.end == .exited(0), "\(dry.errors)")
            #expect(try JSONValue(parsing: dry.outputBytes)["customParameters"]?["a"] != nil)
            #expect(stage.sandbox.count("PUT", "/rest") == 0)
        }
    }

    @Test("of two sources with one name none is taken: 65 with both IDs, and in verify a failed check")
    func ambiguous() async throws {
        let models = ["one", "two"].map { id in
            #"{"organization":"acmesandbox","model":{"id":"acmesandbox-\#(id)","sourceType":"PUSH","name":"Twin"}}"#
        }
        try await Stage.with(keyring: nil, seed: #"{"sources":[\#(models.joined(separator: ","))]}"#) { stage in
            for command in [["show", "Twin", "-q"], ["update", "Twin", "--rebuild"], ["delete", "Twin", "--yes"]] {
                let outcome = try await stage.coveo("sources", command[0], command[1], command[2], adding: variables)
                #expect(outcome.end == .exited(65), "\(command): \(outcome.errors)")
                #expect(outcome.errors.contains("2 sources are called 'Twin'"))
                #expect(outcome.errors.contains("acmesandbox-one") && outcome.errors.contains("acmesandbox-two"))
            }
            let verified = try await stage.coveo("sources", "verify", "Twin", adding: variables)
            #expect(verified.end == .exited(1))
            #expect(verified.output.contains("✗ Twin  is there 2 times"), "\(verified.output)")
            #expect(stage.sandbox.count("DELETE", "/rest") == 0)
        }
    }

    @Test("several are deleted only where all are found, and only with --yes where nobody can be asked")
    func deletion() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "A", adding: variables)
            try await stage.coveo("sources", "create", "B", adding: variables)
            let unasked = try await stage.coveo("sources", "delete", "A", "B", adding: variables)
            #expect(unasked.end == .exited(64))
            #expect(unasked.errors.contains("--yes"))
            let absent = try await stage.coveo("sources", "delete", "A", "Nowhere", "--yes", adding: variables)
            #expect(absent.end == .exited(65))
            #expect(stage.sandbox.count("DELETE", "/rest") == 0)
            let terminal = try stage.terminal("sources", "delete", "A", "B", adding: variables)
            try await terminal.expect("of organization acmesandbox at 127.0.0.1")
            try await terminal.expect("[y/N] ")
            terminal.send("y\n")
            #expect(try await terminal.wait() == .exited(0))
            #expect(try await stage.coveo("sources", "list", adding: variables).output == "")
        }
    }

    @Test("a list has all pages, and a name that begins with '-' is a name after '--'")
    func manyPages() async throws {
        let seed =
            #"{"apiKeys":[{"value":"xx-sandbox-key","displayName":"K","organizations":{"acmeproduction":["*"]}}]}"#
        try await Stage.with(keyring: nil, sandbox: ["--seed-sources", "250"], seed: seed) { stage in
            let production = variables.merging(["COVEO_ORGANIZATION": "acmeproduction"]) { $1 }
            let created = try await stage.coveo("sources", "create", "--", "-rf", adding: production)
            #expect(created.end == .exited(0), "\(created.errors)")
            let shown = try await stage.coveo("sources", "show", "--json", "--", "-rf", adding: production)
            #expect(try JSONValue(parsing: shown.outputBytes)["name"] == "-rf")
            let list = try await stage.coveo("sources", "list", adding: production)
            #expect(list.output.split(separator: "\n").count == 251)
            #expect(Set(list.output.split(separator: "\n")).count == 251)
            let one = try await stage.coveo("sources", "list", "--filter", "RF", "--limit", "1", adding: production)
            #expect(one.output.contains("\t-rf\t"))
        }
    }
}

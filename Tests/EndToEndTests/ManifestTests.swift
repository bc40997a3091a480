import Foundation
import JSON
import Support
import Testing

@Suite("Manifests, end to end", .timeLimit(.minutes(20)))
struct ManifestTests {
    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
    private static let sources = "/rest/organizations/acmesandbox/sources"
    private static let manifest = """
        organization: acmesandbox
        sources:
          - &source
            name: Docs
            sourceType: PUSH
            pushEnabled: true
            sourceVisibility: PRIVATE
            customParameters: {team: "no"}
          - <<: *source
            name: Wiki
            sourceVisibility: SECURED
            securityProviderReferences: [mySecurityProvider]

        """

    private func many(_ count: Int) -> String {
        (0..<count).map { "- {name: s\($0), sourceType: PUSH, pushEnabled: true}\n" }.joined()
    }

    @Test("from nothing to what the file says, exported, changed, pruned")
    func life() async throws {
        try await Stage.with(keyring: nil) { stage in
            let file = try stage.write("sources.yaml", Self.manifest)
            let before = try await stage.coveo("sources", "diff", "-f", file, adding: variables)
            #expect(before.end == .exited(1), "\(before.errors)")
            let applied = try await stage.coveo("sources", "apply", "-f", file, "--verify", adding: variables)
            #expect(applied.end == .exited(0), "\(applied.errors)")
            #expect(applied.output.matches(of: /^created\t/.anchorsMatchLineEndings()).count == 2)
            let after = try await stage.coveo("sources", "diff", "-f", file, "--json", adding: variables)
            #expect(after.end == .exited(0) && after.output == "[]\n")
            let exported = try await stage.coveo("sources", "export", adding: variables)
            let copy = try stage.write("copy.yaml", exported.output)
            let same = try await stage.coveo("sources", "diff", "-f", copy, adding: variables)
            #expect(same.end == .exited(0), "\(same.output)")
            let shared = try stage.write("shared.yaml", exported.output.replacing("PRIVATE", with: "SHARED"))
            let refused = try await stage.coveo("sources", "apply", "-f", shared, adding: variables)
            #expect(refused.end == .exited(64), "\(refused.errors)")
            let only = try stage.write("only.json", #"[{"name":"Docs"}]"#)
            let pruned = try await stage.coveo(
                "sources", "apply", "-f", only, "--prune", "--prune-prefix", "W", "--yes", "--max-deletes", "1",
                adding: variables)
            #expect(pruned.end == .exited(0), "\(pruned.errors)")
            #expect(
                try await stage.coveo("sources", "list", adding: variables).output.split(separator: "\n").count == 1)
        }
    }

    @Test(
        "a hundred creates with lost answers, throttling and a firewall's page: after a second run each is there once",
        arguments: ["reset-after-create", "429:1", "503:1", "reset:1", "500:1", "html:1", "429-daily:1", "slow:0.05:9"])
    func faults(_ fault: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let file = try stage.write("many.yaml", many(100))
            try await stage.sandbox.play("\(fault)@\(Self.sources)")
            let first = try await stage.coveo("sources", "apply", "-f", file, adding: variables)
            try await stage.sandbox.play("reset-after-create:3@\(Self.sources)")
            let second = try await stage.coveo("sources", "apply", "-f", file, adding: variables)
            #expect(second.end == .exited(0), "\(first.errors)\n\(second.errors)")
            let list = try await stage.coveo("sources", "list", "--columns", "name", adding: variables)
            #expect(list.output.split(separator: "\n").map(String.init).sorted() == (0..<100).map { "s\($0)" }.sorted())
        }
    }

    @Test("two applies at once create nothing twice, and both end with what the file says")
    func twoAtOnce() async throws {
        try await Stage.with(keyring: nil) { stage in
            let file = try stage.write("many.yaml", many(60))
            async let one = stage.coveo("sources", "apply", "-f", file, adding: variables)
            async let other = stage.coveo("sources", "apply", "-f", file, adding: variables)
            for outcome in [try await one, try await other] {
                #expect(outcome.end == .exited(0), "\(outcome.errors)")
                #expect(outcome.output.split(separator: "\n").count == 60)
                #expect(!outcome.output.contains("failed"))
            }
            let list = try await stage.coveo("sources", "list", "--columns", "name", adding: variables)
            #expect(list.output.split(separator: "\n").count == 60)
        }
    }

    @Test("Ctrl-C: what was sent is told as created, the rest as not tried, 130; a second run does the rest")
    func interrupted() async throws {
        try await Stage.with(keyring: nil) { stage in
            let file = try stage.write("many.yaml", many(200))
            try await stage.sandbox.play("slow:0.3@\(Self.sources)")
            let terminal = try stage.terminal(
                "sources", "apply", "-f", file, "--concurrency", "4", adding: variables)
            try await terminal.expect("created")
            terminal.send("\u{3}")
            #expect(try await terminal.wait() == .exited(130))
            let said = terminal.transcript
            #expect(said.contains(" not tried in ") && said.contains("interrupted"))
            try await stage.sandbox.play()
            let list = try await stage.coveo("sources", "list", adding: variables)
            let count = list.output.split(separator: "\n").count
            #expect(count > 0 && count < 200)
            #expect(said.contains("\(count) created, \(200 - count) not tried in "), "\(said.suffix(300))")
            let second = try await stage.coveo("sources", "apply", "-f", file, adding: variables)
            #expect(second.end == .exited(0))
            #expect(second.errors.contains("\(200 - count) created, \(count) unchanged in "))
        }
    }

    @Test("at a terminal a line tells how far it is, and is gone at the end; with a question before")
    func progress() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "s0", "--visibility", "private", adding: variables)
            let shared = try stage.write(
                "shared.yaml",
                many(60).replacing("{name: s0,", with: "{sourceVisibility: SHARED, name: s0,"))
            try await stage.sandbox.play("slow:0.2@\(Self.sources)")
            let terminal = try stage.terminal(
                "sources", "apply", "-f", shared, "--concurrency", "4", adding: variables)
            try await terminal.expect("visible to everyone")
            try await terminal.expect("[y/N] ")
            terminal.send("y\n")
            try await terminal.expect("applying to acmesandbox … ")
            #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript.suffix(500))")
            #expect(terminal.transcript.contains(" of 60, "))
            #expect(terminal.transcript.contains("59 created, 1 updated in "))
        }
    }
}

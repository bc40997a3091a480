import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources apply --prune")
struct SourcesPruneTests {
    private let sources = [
        Given.source("acme-1", "team-a"), Given.source("acme-2", "team-b"), Given.source("acme-3", "other"),
        Given.source("acme-4", "team-web").replacing("PUSH", with: "WEB2"), Given.source("acme-5", "Team-c"),
    ]
    private static let prune = ["sources", "apply", "-f", "m.yaml", "--prune", "--prune-prefix", "team-"]

    @Test("deletes pushed sources with the prefix that the manifest doesn't name, last")
    func deletes() async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(platform, manifest: "- name: team-a\n- {name: team-n, sourceType: PUSH}\n")
        let ran = await desk.run(Self.prune + ["--yes", "--max-deletes", "1"])
        #expect(ran.code == 0, "\(ran.error)")
        #expect(platform.names == ["Team-c", "other", "team-a", "team-n", "team-web"])
        #expect(ran.output.hasSuffix("deleted\tteam-b\tacme-2\n"))
        #expect(platform.lines.last == "DELETE \(Given.sources)/acme-2")
    }

    @Test("asks and lists them at a terminal; the answer no changes nothing at all")
    func asks() async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(
            platform, manifest: "{name: new, sourceType: PUSH}", clock: StoppedClock())
        let no = await desk.run(Self.prune, terminal: .person("n"))
        #expect(no.code == 1)
        #expect(no.error.contains("  team-a (acme-1)\n  team-b (acme-2)\n"))
        #expect(
            no.error.contains(
                "Delete these 2 sources of organization acme at platform.cloud.coveo.com once all else is done? [y/N]"))
        #expect(platform.lines.allSatisfy { $0.hasPrefix("GET") })
        #expect(await desk.run(Self.prune, terminal: .person("y")).code == 0)
        #expect(platform.names == ["Team-c", "new", "other", "team-web"])
    }

    @Test(
        "what is missing or too much is 64, an empty manifest 65, and nothing is done",
        arguments: [
            (["--prune"], "name: team-a", Int32(64)), (["--prune", "--prune-prefix", ""], "name: team-a", 64),
            (["--prune-prefix", "team-"], "name: team-a", 64), (["--max-deletes", "1"], "name: team-a", 64),
            (["--prune", "--prune-prefix", "team-"], "name: team-a", 64),
            (["--prune", "--prune-prefix", "team-", "--yes"], "name: team-a", 64),
            (["--prune", "--prune-prefix", "team-", "--max-deletes", "1"], "name: team-a", 64),
            (
                ["--prune", "--prune-prefix", "team-", "--yes", "--max-deletes", "0"],
                "- name: team-a\n- {name: n, sourceType: PUSH}", 64
            ),
            (["--prune", "--prune-prefix", "team-", "--yes", "--max-deletes", "-1"], "name: team-a", 64),
            (["--prune", "--prune-prefix", "team-", "--yes", "--max-deletes", "9"], "sources: []", 65),
        ])
    func guards(_ options: [String], _ manifest: String, _ code: Int32) async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(platform, manifest: manifest)
        let ran = await desk.run(["sources", "apply", "-f", "m.yaml"] + options)
        #expect(ran.code == code, "\(ran.error)")
        #expect(ran.output.isEmpty)
        #expect(platform.lines.allSatisfy { $0.hasPrefix("GET") })
    }

    @Test("where nobody can be asked it lists what would go, where from, and how to say yes; nothing is done")
    func listed() async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(platform, manifest: "- {name: new, sourceType: PUSH}\n")
        let asks = "it asks before it deletes, and nobody can be asked here"
        let unlimited = "where nobody can be asked, --yes needs --max-deletes beside it"
        for (options, reason) in [([], asks), (["--yes"], unlimited), (["--max-deletes", "2"], asks)] {
            let ran = await desk.run(Self.prune + options)
            #expect(ran.code == 64 && ran.output.isEmpty)
            #expect(
                ran.error
                    == "error: --prune would delete 2 sources of organization acme at platform.cloud.coveo.com: "
                    + "'team-a' (acme-1), 'team-b' (acme-2); \(reason); "
                    + "nothing was done\nhint: --yes --max-deletes 2 together confirm it\n")
        }
        let more = await desk.run(Self.prune + ["--yes", "--max-deletes", "1"])
        #expect(
            more.error == "error: --prune would delete 2 sources, and --max-deletes allows 1: "
                + "'team-a' (acme-1), 'team-b' (acme-2); nothing was done\n"
                + "hint: name them in the manifest, or allow it by --max-deletes 2\n")
        let nothing = try await Desk.standing(platform, manifest: "- name: team-a\n- name: team-b\n")
        let ran = await nothing.run(Self.prune)
        #expect(ran.code == 64)
        #expect(
            ran.error.contains("--prune would delete nothing of organization acme") && ran.error.contains("deletes 1"))
        #expect(platform.lines.allSatisfy { $0.hasPrefix("GET") })
    }

    @Test("one that is gone already counts as deleted")
    func gone() async throws {
        let platform = try StandingPlatform(sources)
        platform.play { request, _ in request.head.method == .delete ? .doneAnd(Given.refusal(404)) : nil }
        let desk = try await Desk.standing(platform, manifest: "- name: team-a\n")
        let ran = await desk.run(Self.prune + ["--yes", "--max-deletes", "1", "--json"])
        #expect(ran.code == 0)
        #expect(
            ran.output.contains(#"{"name":"team-b","id":"acme-2","outcome":"deleted","error":null,"notTried":false}"#))
    }
}

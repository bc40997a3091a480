import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("coveo sources apply")
struct SourcesApplyTests {
    private let docs = Given.source(visibility: "PRIVATE", extra: #","customParameters":{"a":"1"},"later":1.50"#)
    private let wiki = Given.source("acme-2", "Wiki", extra: #","owner":"ann""#)

    private func rows(_ ran: Ran) -> [String] { ran.output.split(separator: "\n").map(String.init).sorted() }

    @Test("creates what is missing, updates what differs, leaves the rest; a second run does nothing")
    func all() async throws {
        let platform = try StandingPlatform([docs, wiki])
        let desk = try await Desk.standing(
            platform,
            manifest: "- {name: Docs, customParameters: {b: '2'}}\n- name: Wiki\n- {name: New, sourceType: PUSH}\n")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(rows(ran) == ["created\tNew\tacme-n1", "unchanged\tWiki\tacme-2", "updated\tDocs\tacme-1"])
        #expect(ran.error == "1 created, 1 updated, 1 unchanged in 0.0 s\n")
        #expect(platform.models.first?["customParameters"]?.text(.compact) == #"{"a":"1","b":"2"}"#)
        #expect(platform.models.first?["later"]?.text(.compact) == "1.50")
        #expect(platform.count("PUT \(Given.sources)/acme-1?rebuild=false") == 1)
        let again = await desk.coveo("sources", "apply", "-f", "m.yaml", "--json")
        #expect(
            again.output
                == #"[{"name":"Docs","id":"acme-1","outcome":"unchanged","error":null,"notTried":false},"#
                + #"{"name":"Wiki","id":"acme-2","outcome":"unchanged","error":null,"notTried":false},"#
                + #"{"name":"New","id":"acme-n1","outcome":"unchanged","error":null,"notTried":false}]"# + "\n")
        #expect(platform.count("POST") == 1 && platform.count("PUT") == 1)
    }

    @Test("--dry-run sends nothing, shows the differences, and names the outcomes with --json")
    func dryRun() async throws {
        let platform = try StandingPlatform([docs, wiki, Given.source("acme-3", "old-1")])
        let desk = try await Desk.standing(
            platform, manifest: "- {name: Docs, x: 1}\n- name: Wiki\n- {name: New, sourceType: PUSH}\n")
        let options = ["sources", "apply", "-f", "m.yaml", "--dry-run", "--prune", "--prune-prefix", "old-"]
        let ran = await desk.run(options)
        #expect(ran.code == 0)
        #expect(ran.output.contains("--- Docs (acme-1)\n") && ran.output.hasSuffix("deleted\told-1\tacme-3\n"))
        #expect(ran.error == "1 created, 1 updated, 1 unchanged, 1 deleted: a dry run, nothing was sent\n")
        let json = await desk.run(options + ["--json"])
        #expect(
            json.output
                == #"[{"name":"Docs","id":"acme-1","outcome":"updated","error":null,"notTried":false},"#
                + #"{"name":"Wiki","id":"acme-2","outcome":"unchanged","error":null,"notTried":false},"#
                + #"{"name":"New","id":null,"outcome":"created","error":null,"notTried":false},"#
                + #"{"name":"old-1","id":"acme-3","outcome":"deleted","error":null,"notTried":false}]"# + "\n")
        #expect(platform.lines.allSatisfy { $0.hasPrefix("GET") })
    }

    @Test(
        "a manifest can't take the visibility out, whose default would be the platform's", arguments: [[], ["--yes"]])
    func noVisibility(options: [String]) async throws {
        let platform = try StandingPlatform([docs])
        let desk = try await Desk.standing(platform, manifest: "- {name: Docs, sourceVisibility: null}\n")
        let ran = await desk.run(["sources", "apply", "-f", "m.yaml"] + options)
        #expect(ran.code == 65)
        #expect(ran.error.contains("the visibility null is unknown\n"), "\(ran.error)")
        #expect(platform.count("PUT") == 0)
    }

    @Test("more people will see it: asks, and without a terminal wants --yes; nothing at all is done before the answer")
    func widening() async throws {
        let platform = try StandingPlatform([docs])
        let desk = try await Desk.standing(
            platform, manifest: "- {name: Docs, sourceVisibility: SHARED}\n- {name: New, sourceType: PUSH}\n",
            clock: StoppedClock())
        let piped = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(piped.code == 64)
        #expect(piped.error.contains("hint: add --yes to confirm"))
        let no = await desk.coveo("sources", "apply", "-f", "m.yaml", terminal: .person("n"))
        #expect(no.code == 1)
        #expect(
            no.error.contains(
                "visible to everyone ('Docs' becomes visible to everyone (PRIVATE to SHARED)). Do that? [y/N]"))
        #expect(platform.lines.allSatisfy { $0.hasPrefix("GET") })
        let yes = await desk.coveo("sources", "apply", "-f", "m.yaml", terminal: .person("y"))
        #expect(yes.code == 0, "\(yes.error)")
        #expect(yes.output.contains("~ updated    Docs (acme-1)\n") || yes.output.contains("updated    Docs (acme-1)"))
        #expect(platform.models.first?["sourceVisibility"] == "SHARED")
    }

    @Test("--yes says what more people will see, and does it")
    func wideningTyped() async throws {
        let platform = try StandingPlatform([docs])
        let desk = try await Desk.standing(platform, manifest: "{name: Docs, sourceVisibility: SHARED}")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--yes")
        #expect(ran.code == 0)
        #expect(ran.error.hasPrefix("'Docs' becomes visible to everyone (PRIVATE to SHARED)\n"))
    }

    @Test("somebody changes a source between the list and the PUT: nothing is written to it, 1")
    func changedMeanwhile() async throws {
        let platform = try StandingPlatform([docs, wiki])
        let moved = Given.source(visibility: "PRIVATE", modified: 9)
        platform.play { request, _ in request.line == "GET \(Given.sources)/acme-1" ? .answer(.json(moved)) : nil }
        let desk = try await Desk.standing(platform, manifest: "- {name: Docs, x: 1}\n- {name: Wiki, x: 1}\n")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--json")
        #expect(ran.code == 1)
        #expect(
            ran.output.contains(
                #""outcome":"failed","error":"it was changed by someone else meanwhile; nothing was written","notTried":false}"#
            ))
        #expect(
            ran.output.contains(#"{"name":"Wiki","id":"acme-2","outcome":"updated","error":null,"notTried":false}"#))
        #expect(platform.count("PUT") == 1)
    }

    @Test("somebody made it so meanwhile: unchanged")
    func doneMeanwhile() async throws {
        let platform = try StandingPlatform([docs])
        let moved = Given.source(visibility: "PRIVATE", modified: 9, extra: #","x":1"#)
        platform.play { request, _ in request.line == "GET \(Given.sources)/acme-1" ? .answer(.json(moved)) : nil }
        let desk = try await Desk.standing(platform, manifest: "{name: Docs, x: 1}")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 0)
        #expect(ran.output == "unchanged\tDocs\tacme-1\n")
    }

    @Test("a platform that takes a PUT and doesn't do it all is found out")
    func halfDone() async throws {
        let platform = try StandingPlatform([docs])
        platform.play { request, _ in request.head.method == .put ? .answer(.json("{}")) : nil }
        let desk = try await Desk.standing(platform, manifest: "{name: Docs, x: 1, later: ~}")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 1)
        #expect(
            ran.error.contains(
                "error: 'Docs': the platform took the update and did not do all of it: later is 1.50, not null; x is absent, not 1"
            ),
            "\(ran.error)")
    }

    @Test("--verify checks every source by one more list, and its lines go to stderr")
    func verify() async throws {
        let platform = try StandingPlatform([docs])
        let desk = try await Desk.standing(
            platform, manifest: "- {name: Docs, x: 1}\n- {name: New, sourceType: PUSH, pushEnabled: true}\n")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--verify")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(ran.error.contains("✓ Docs  x: 1\n") && ran.error.contains("✓ New  is there once\n"))
        #expect(platform.count("GET \(Given.sources)/pages") == 2)
    }

    @Test("--verify looks at what was applied alone: nobody waits for a source that was refused")
    func verifyApplied() async throws {
        let clock = TestClock()
        let platform = try StandingPlatform([docs], clock: clock)
        platform.play { request, _ in
            request.head.method == .post && request.text.contains("Bad") ? .answer(Given.refusal(400)) : nil
        }
        let desk = try await Desk.standing(
            platform, manifest: "- {name: Bad, sourceType: PUSH}\n- {name: Docs, x: 1}\n", clock: clock)
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--verify")
        #expect(ran.code == 65)
        #expect(ran.error.contains("✓ Docs  x: 1\n") && !ran.error.contains("Bad  is not in the list"), "\(ran.error)")
        #expect(clock.sleeps.isEmpty)
        let alone = try await Desk.standing(platform, manifest: "{name: Bad, sourceType: PUSH}", clock: clock)
        let lists = platform.count("GET \(Given.sources)/pages")
        #expect(await alone.coveo("sources", "apply", "-f", "m.yaml", "--verify").code == 65)
        #expect(platform.count("GET \(Given.sources)/pages") == lists + 1)
    }

    @Test("--json tells what failed from what was not tried")
    func notTried() async throws {
        let platform = try StandingPlatform([Given.source("acme-9", "old-1")])
        platform.play { request, _ in request.head.method == .post ? .answer(Given.refusal(400)) : nil }
        let desk = try await Desk.standing(platform, manifest: "{name: Bad, sourceType: PUSH}")
        let ran = await desk.coveo(
            "sources", "apply", "-f", "m.yaml", "--json", "--prune", "--prune-prefix", "old-", "--yes",
            "--max-deletes", "1")
        #expect(ran.code == 65)
        #expect(ran.output.contains(#"HTTP 400)","notTried":false},{"name":"old-1","id":"acme-9","outcome":"failed","#))
        #expect(ran.output.hasSuffix(#""error":"not tried: something before it failed","notTried":true}]"# + "\n"))
    }

    @Test("a failure of one leaves the others done, is told with its reason, and gives the exit code")
    func oneFails() async throws {
        let platform = try StandingPlatform([docs])
        platform.play { request, _ in
            request.head.method == .post && request.text.contains("Bad")
                ? .answer(Given.refusal(400, code: #"INVALID\u001b[1m"#)) : nil
        }
        let desk = try await Desk.standing(
            platform,
            manifest: "- {name: Bad, sourceType: PUSH}\n- {name: Good, sourceType: PUSH}\n- {name: Docs, x: 1}\n")
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 65)
        #expect(rows(ran).map { $0.prefix { $0 != "\t" } } == ["created", "failed", "updated"])
        #expect(rows(ran)[1].hasPrefix("failed\tBad\t\tthe platform refused to create the source: INVALID"))
        #expect(ran.error.contains("error: 'Bad': the platform refused to create the source: INVALID"))
        #expect(ran.error.hasSuffix("1 created, 1 updated, 1 failed in 0.0 s\n"))
        #expect(!ran.error.contains("\u{1B}") && !ran.output.contains("\u{1B}"))
    }

    @Test(
        "options out of range are 64 before any request",
        arguments: [["--concurrency", "0"], ["--concurrency", "65"]])
    func options(_ options: [String]) async throws {
        let platform = try StandingPlatform()
        let desk = try await Desk.standing(platform, manifest: "name: A")
        #expect(await desk.run(["sources", "apply", "-f", "m.yaml"] + options).code == 64)
        #expect(platform.lines.isEmpty)
    }

    @Test("names that bite come through as they are, and shown they can't do anything")
    func names() async throws {
        let names = [
            "--help", "-", "../x", "a/b?c#d%2f", "😀", String(repeating: "é", count: 100), "\u{202E}evil", "two\nlines",
            "acme-1", "\u{E9}", "e\u{301}",
        ]
        let models = names.map { JSONValue.object(["name": .string($0), "sourceType": "PUSH"]) }
        let platform = try StandingPlatform()
        let desk = try await Desk.standing(platform, manifest: JSONValue.array(models).text(.pretty))
        desk.files.put(JSONValue.array(models).text(.pretty), "m.json")
        let ran = await desk.coveo("sources", "apply", "-f", "m.json", "--concurrency", "1")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(
            platform.models.compactMap { $0["name"]?.string }.map { Array($0.utf8) } == names.map { Array($0.utf8) })
        #expect(ran.output.split(separator: "\n").count == names.count)
        #expect(ran.output.contains("created\t\\u{202e}evil\t") && ran.output.contains("created\ttwo\\u{a}lines\t"))
        let exported = await desk.coveo("sources", "export")
        desk.files.put(exported.output, "m.yaml")
        let diff = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(diff.code == 0, "\(diff.output)")
    }
}

import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources delete")
struct SourcesDeleteTests {
    private func desk(_ answers: [String: ScriptedPlatform.Answer] = [:]) async throws -> Desk {
        var routes: [String: [ScriptedPlatform.Answer]] = [
            "GET \(Given.sources)/pages": [
                .success(Given.page(Given.source("acme-1", "Docs"), Given.source("acme-2", "Wiki\u{7f}")))
            ],
            "DELETE \(Given.sources)/acme-1": [.success(.plain("", status: 204))],
            "DELETE \(Given.sources)/acme-2": [.success(.plain("", status: 204))],
        ]
        for (route, answer) in answers { routes[route] = [answer] }
        return try await Desk.loggedIn(routes)
    }

    @Test("asks, naming the sources, the organization and the platform")
    func asks() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("sources", "delete", "Docs", "acme-2", terminal: .person("y"))
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "Delete 'Docs' (acme-1), 'Wiki\\u{7f}' (acme-2) of organization acme at platform.cloud.coveo.com? [y/N]"
            ))
        #expect(
            desk.platform.requests(.delete).map(\.line) == [
                "DELETE \(Given.sources)/acme-1", "DELETE \(Given.sources)/acme-2",
            ])
    }

    @Test("an organization's ID that the platform lists can't move the cursor: in questions, errors and lines")
    func strangeOrganization() async throws {
        let odd = "ac\u{1B}[2Jme\nx"
        let sources = "/rest/organizations/ac%1B%5B2Jme%0Ax/sources"
        let organizations = #"{"items":[{"id":"ac\u001b[2Jme\nx","displayName":"A"}],"totalEntries":1,"totalPages":1}"#
        let desk = Desk(
            platform: ScriptedPlatform([
                "GET /rest/organizations": [.success(.json(organizations))],
                "GET \(sources)/pages": [.success(Given.page(Given.source("acme-1", "Docs")))],
                "DELETE \(sources)/acme-1": [.success(.plain("", status: 204))],
            ]))
        for options in [[], ["--yes"]] {
            for terminal in [StagedTerminal.person("y"), .pipe()] {
                let ran = await desk.run(
                    ["sources", "delete", "Docs"] + options, environment: ["COVEO_ACCESS_TOKEN": "canary-key"],
                    terminal: terminal)
                #expect(!ran.error.contains("\u{1B}[2J") && !ran.error.contains(odd), "\(ran.error)")
                #expect(
                    !options.isEmpty || ran.error.contains(#"of organization ac\u{1b}[2Jme\u{a}x at "#), "\(ran.error)")
            }
        }
    }

    @Test("no, and nothing, is no: 1", arguments: ["n", "", nil])
    func refused(answer: String?) async throws {
        let desk = try await desk()
        let ran = await desk.coveo("sources", "delete", "Docs", terminal: .person(answer))
        #expect(ran.code == 1)
        #expect(ran.error.contains("error: nothing was deleted"))
        #expect(desk.platform.requests(.delete).isEmpty)
    }

    @Test("a 404 after a try whose answer was lost says that this one deleted it; any other that it was gone")
    func retried() async throws {
        let route = "DELETE \(Given.sources)/acme-1"
        let gone = ScriptedPlatform.Answer.success(Given.refusal(404))
        let before: [(ScriptedPlatform.Answer?, Bool)] = [
            (nil, false), (.success(Given.refusal(429)), false), (.success(Given.refusal(503)), true),
            (.failure(.cut(host: "h")), true),
        ]
        for (answer, isDeleted) in before {
            let desk = try await desk()
            if let answer { desk.platform.answer(route, answer, gone) } else { desk.platform.answer(route, gone) }
            let ran = await desk.coveo("sources", "delete", "Docs", "--yes", "--json")
            #expect(ran.code == 0)
            #expect(ran.output == #"[{"id":"acme-1","name":"Docs","deleted":\#(isDeleted)}]"# + "\n")
        }
    }

    @Test("without a terminal it needs --yes")
    func pipe() async throws {
        let desk = try await desk()
        let refused = await desk.coveo("sources", "delete", "Docs")
        #expect(refused.code == 64)
        #expect(refused.error.contains("hint: add --yes to confirm"))
        #expect(desk.platform.requests(.delete).isEmpty)
        let ran = await desk.coveo("sources", "delete", "Docs", "--yes", "--json")
        #expect(ran.code == 0)
        #expect(ran.output == "[{\"id\":\"acme-1\",\"name\":\"Docs\",\"deleted\":true}]\n")
    }

    @Test("all names are resolved before the first is touched")
    func resolvedFirst() async throws {
        let desk = try await desk(["GET \(Given.sources)/Dogs": .success(Given.refusal(404))])
        let ran = await desk.coveo("sources", "delete", "Docs", "Dogs", "-y")
        #expect(ran.code == 65)
        #expect(
            ran.error == "error: there is no source with the ID or name 'Dogs'; nothing was deleted\n"
                + "hint: did you mean 'Docs'?\n")
        #expect(desk.platform.requests(.delete).isEmpty)
        let alone = await desk.coveo("sources", "delete", "Dogs", "-y")
        #expect(alone.code == 65 && alone.error.hasPrefix("error: there is no source with the ID or name 'Dogs'\n"))
    }

    @Test("a new source that the list doesn't hold yet is found by its ID")
    func lagging() async throws {
        let desk = try await desk([
            "GET \(Given.sources)/acme-3": .success(.json(Given.source("acme-3", "New"))),
            "DELETE \(Given.sources)/acme-3": .success(.plain("", status: 204)),
        ])
        let ran = await desk.coveo("sources", "delete", "acme-3", "Docs", "-y", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output
                == #"[{"id":"acme-3","name":"New","deleted":true},{"id":"acme-1","name":"Docs","deleted":true}]"# + "\n"
        )
    }

    @Test("one source named twice is deleted once; one that is gone already is no error")
    func twice() async throws {
        let desk = try await desk(["DELETE \(Given.sources)/acme-1": .success(Given.refusal(404))])
        let ran = await desk.coveo("sources", "delete", "Docs", "acme-1", "-y", "--json")
        #expect(ran.code == 0)
        #expect(ran.error.contains("'Docs' was gone already"))
        #expect(ran.output == "[{\"id\":\"acme-1\",\"name\":\"Docs\",\"deleted\":false}]\n")
        #expect(desk.platform.requests(.delete).count == 1)
    }

    @Test("one that fails leaves the others done, and its code is the command's")
    func oneFails() async throws {
        let desk = try await desk(["DELETE \(Given.sources)/acme-1": .success(Given.refusal(403))])
        let ran = await desk.coveo("sources", "delete", "Docs", "acme-2", "-y", "--json")
        #expect(ran.code == 77)
        #expect(ran.error.contains("may not delete the source: it needs the privilege SOURCE EDIT"))
        #expect(
            ran.output
                == #"[{"id":"acme-1","name":"Docs","deleted":false},{"id":"acme-2","name":"Wiki\#u{7f}","deleted":true}]"#
                + "\n")
    }
}

import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources duplicate, rebuild, open, update --rename")
struct SourcesActionTests {
    private static let one = "GET \(Given.sources)/acme-1"
    private static let pages = "GET \(Given.sources)/pages"
    private static let web = #"{"id":"acme-1","name":"Web","sourceType":"WEB2"}"#

    private func desk(_ answers: [String: [ScriptedPlatform.Answer]] = [:]) async throws -> Desk {
        try await Desk.loggedIn(
            [
                Self.one: [.success(.json(Given.source()))], Self.pages: [.success(Given.page(Given.source()))],
                "POST \(Given.sources)/acme-1/duplicate": [.success(.json(#"{"id":"acme-2"}"#, status: 201))],
                "POST \(Given.sources)/acme-1/rebuild": [.success(.json("{}"))],
            ].merging(answers) { $1 })
    }

    @Test("duplicate prints the new ID alone")
    func duplicate() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("sources", "duplicate", "Docs", "Copy")
        #expect(ran.code == 0 && ran.output == "acme-2\n")
        #expect(ran.error == "hint: check it with: coveo sources verify acme-2 --wait 60\n")
        #expect(desk.platform.lines.last == "POST \(Given.sources)/acme-1/duplicate?newSourceName=Copy")
        let json = await desk.coveo("source", "duplicate", "acme-1", "Copy", "--json")
        #expect(json.output == #"{"id":"acme-2","name":"Copy","changed":true}"# + "\n")
    }

    @Test("a name that is taken is not tried")
    func taken() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("sources", "duplicate", "acme-1", "Docs")
        #expect(ran.code == 65 && ran.error.contains("there is a source 'Docs' already: acme-1"))
        #expect(desk.platform.requests(.post).isEmpty)
        #expect(await desk.coveo("sources", "duplicate", "acme-1", "").code == 64)
    }

    @Test("a copy whose answer was lost is looked up; where it isn't there nothing says to use --if-not-exists")
    func lost() async throws {
        let copy = Given.source("acme-2", "Copy", extra: #","createdDate":1767323045000"#)
        let desk = try await desk([
            Self.pages: [.success(Given.page(Given.source())), .success(Given.page(Given.source(), copy))],
            "POST \(Given.sources)/acme-1/duplicate": [.failure(.cut(host: "h"))],
        ])
        let ran = await desk.coveo("sources", "duplicate", "acme-1", "Copy")
        #expect(ran.code == 0 && ran.output == "acme-2\n")
        #expect(desk.platform.requests(.post).count == 1)
        let old = Given.source("acme-3", "Copy", extra: #","createdDate":1600000000000"#)
        desk.platform.answer(Self.pages, .success(Given.page(Given.source())), .success(Given.page(old)))
        let older = await desk.coveo("sources", "duplicate", "acme-1", "Copy")
        #expect(older.code == 65 && older.output.isEmpty && !older.error.contains("--if-not-exists"))
        #expect(older.error.contains("hint: 'coveo sources show acme-3' shows it\n"))
        desk.platform.answer(Self.pages, .success(Given.page(Given.source())))
        desk.platform.answer("POST \(Given.sources)/acme-1/duplicate", .success(.plain("", status: 500)))
        let unknown = await desk.coveo("sources", "duplicate", "acme-1", "Copy")
        #expect(unknown.code == 69 && !unknown.error.contains("--if-not-exists"))
        #expect(unknown.error.contains("hint: look again with 'coveo sources list' before you repeat it"))
    }

    @Test("rebuild asks, naming source, organization and platform")
    func rebuild() async throws {
        let desk = try await desk([Self.one: [.success(.json(Self.web))]])
        let asked = await desk.coveo("sources", "rebuild", "acme-1", terminal: .person("n"))
        #expect(asked.code == 1 && desk.platform.requests(.post).isEmpty)
        #expect(asked.error.contains("Rebuild 'Web' (acme-1) of organization acme at platform.cloud.coveo.com?"))
        #expect(await desk.coveo("sources", "rebuild", "acme-1").code == 64)
        let ran = await desk.coveo("sources", "rebuild", "acme-1", "-y", "--json")
        #expect(ran.code == 0 && ran.output == #"{"id":"acme-1","name":"Web","changed":true}"# + "\n")
        #expect(desk.platform.requests(.post).map(\.line) == ["POST \(Given.sources)/acme-1/rebuild"])
    }

    @Test("a push source is rebuilt with --force only, whoever says yes")
    func rebuildOfPush() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("sources", "rebuild", "acme-1", "--yes")
        #expect(ran.code == 64 && ran.error.contains("or add --force") && desk.platform.requests(.post).isEmpty)
        #expect(await desk.coveo("sources", "rebuild", "acme-1", "--force").code == 64)
        #expect(await desk.coveo("sources", "rebuild", "acme-1", "--force", "--yes").code == 0)
    }

    @Test("open opens the page where there is a browser, and prints the address elsewhere")
    func open() async throws {
        let address =
            "https://platform.cloud.coveo.com/admin/#acme/content/sources/edit/PUSH/acme-1/configuration"
        var desk = try await desk()
        #expect(await desk.coveo("sources", "open", "acme-1").output == address + "\n")
        desk.browser = ScriptedBrowser()
        let opened = await desk.coveo("sources", "open", "Docs", "--json")
        #expect(opened.output == #"{"id":"acme-1","name":"Docs","url":"\#(address)","opened":true}"# + "\n")
        #expect(desk.browser.opened == [address])
        #expect(await desk.coveo("sources", "open", "acme-1", "--no-input").output == address + "\n")
        desk.browser = ScriptedBrowser(failure: .noOpener)
        let failed = await desk.coveo("sources", "open", "acme-1")
        #expect(failed.code == 0 && failed.output == address + "\n" && failed.error == "no browser could be opened\n")
    }

    @Test("a rename needs --force, looks whether the name is free, and reads back")
    func rename() async throws {
        let renamed = Given.source("acme-1", "New", modified: 2)
        let desk = try await desk([
            Self.one: [
                .success(.json(Given.source())), .success(.json(Given.source())), .success(.json(renamed)),
            ], "PUT \(Given.sources)/acme-1": [.success(.json("{}"))],
        ])
        let refused = await desk.coveo("sources", "update", "acme-1", "--rename", "New")
        #expect(refused.code == 64 && refused.error.contains("hint: add --force") && desk.platform.requests.isEmpty)
        let ran = await desk.coveo("sources", "update", "acme-1", "--rename", "New", "--force", "--json")
        #expect(ran.code == 0)
        #expect(ran.output == #"{"id":"acme-1","name":"New","changed":true}"# + "\n")
        #expect(desk.platform.requests(.put).first?.text.contains(#""name":"New""#) == true)
        desk.platform.answer(Self.one, .success(.json(Given.source())))
        let unchanged = await desk.coveo("sources", "update", "acme-1", "--rename", "New", "--force")
        #expect(unchanged.code == 1)
        #expect(unchanged.error.contains(#"did not do all of it: name is "Docs", not "New""#))
        let verified = await desk.coveo(
            "sources", "update", "acme-1", "--rename", "New", "--force", "--verify", "--wait", "5")
        #expect(verified.code == 1)
        desk.platform.answer(Self.pages, .success(Given.page(Given.source("acme-9", "New"))))
        #expect(await desk.coveo("sources", "update", "acme-1", "--rename", "New", "--force").code == 65)
        #expect(await desk.coveo("sources", "update", "acme-1", "--rename", " ", "--force").code == 64)
    }
}

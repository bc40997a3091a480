import Ports
import Support
import Testing

@Suite("coveo sources export")
struct SourcesExportTests {
    private let sources = [
        Given.source("acme-2", "Wiki", extra: #","owner":"ann","customParameters":{"a":"no"}"#), Given.source(),
    ]
    private static let head = "organization: acme\nplatformUrl: https://platform.cloud.coveo.com\nsources:\n"

    @Test("all of the organization as YAML, by name, without what the platform writes by itself")
    func yaml() async throws {
        let desk = try await Desk.standing(StandingPlatform(sources))
        let ran = await desk.coveo("sources", "export")
        #expect(ran.code == 0)
        #expect(
            ran.output == Self.head + """
                  - name: Docs
                    sourceType: PUSH
                    sourceVisibility: SHARED
                    pushEnabled: true
                  - name: Wiki
                    sourceType: PUSH
                    sourceVisibility: SHARED
                    pushEnabled: true
                    customParameters:
                      a: "no"

                """)
        desk.files.put(ran.output, "m.yaml")
        #expect(await desk.coveo("sources", "diff", "-f", "m.yaml").code == 0)
    }

    @Test("named sources, read one by one; as JSON in three ways")
    func json() async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(platform)
        let compact = await desk.coveo("sources", "export", "Docs", "--json")
        #expect(
            compact.output
                == #"{"organization":"acme","platformUrl":"https://platform.cloud.coveo.com","sources":[{"name":"Docs","#
                + #""sourceType":"PUSH","sourceVisibility":"SHARED","pushEnabled":true}]}"# + "\n")
        #expect(platform.lines.last == "GET \(Given.sources)/acme-1")
        let pretty = await desk.coveo("sources", "export", "acme-1", "--format", "json")
        #expect(pretty.output.hasPrefix("{\n  \"organization\": \"acme\",\n"))
        let written = await desk.coveo("sources", "export", "Docs", "-f", "/out/m.json")
        #expect(written.code == 0 && written.output.isEmpty)
        #expect(desk.files.text("/out/m.json") == pretty.output)
        #expect(written.error == "wrote 1 source to /out/m.json\n")
        desk.files.failWrites(with: .denied(path: "/out/m.json"))
        #expect(await desk.coveo("sources", "export", "-f", "/out/m.json").code == 73)
    }

    @Test("a folder that is not there is named, and not made: 73 before any request")
    func missingFolder() async throws {
        let platform = try StandingPlatform(sources)
        let desk = try await Desk.standing(platform)
        desk.files.lose(folder: "/nodir")
        let ran = await desk.coveo("sources", "export", "-f", "/nodir/x.yaml")
        #expect(ran.code == 73)
        #expect(
            ran.error
                == "error: there is no folder /nodir to write /nodir/x.yaml to\nhint: make it, or write it somewhere else\n"
        )
        #expect(platform.lines.isEmpty && desk.files.text("/nodir/x.yaml") == nil)
    }

    @Test("what a manifest can't tell apart is 65, and so is a name that is nowhere")
    func refused() async throws {
        let desk = try await Desk.standing(StandingPlatform(sources + [Given.source("acme-3", "Wiki")]))
        let ran = await desk.coveo("sources", "export")
        #expect(ran.code == 65 && ran.output.isEmpty)
        #expect(ran.error.contains("the sources acme-2 and acme-3 are both called 'Wiki'"))
        #expect(await desk.coveo("sources", "export", "Docs").code == 0)
        #expect(await desk.coveo("sources", "export", "Nowhere").code == 65)
        #expect(await desk.coveo("sources", "export", "Wiki").code == 65)
        #expect(await desk.coveo("sources", "export", "--format", "xml").code == 64)
    }
}

import HTTPTypes
import Ports
import Support
import Testing

@Suite("A list that comes short decides nothing")
struct ShortListTests {
    private let pages = "GET \(Given.sources)/pages"

    private func desk(counting total: Int) async throws -> Desk {
        let source = Given.source("acme-1", "Docs")
        let desk = try await Desk.loggedIn([
            pages: [
                .success(.json(#"{"sourceModels":[\#(source)],"totalEntries":\#(total),"totalPages":1}"#))
            ],
            "GET \(Given.sources)/Docs": [.success(Given.refusal(404))],
        ])
        desk.files.put("- {name: Docs}\n", "m.yaml")
        return desk
    }

    @Test(
        "76, and nothing is sent but what reads",
        arguments: [
            ["create", "New", "--if-not-exists"], ["verify", "Docs"], ["delete", "Docs", "--yes"],
            ["update", "Docs", "--visibility", "private"], ["diff", "-f", "m.yaml"], ["apply", "-f", "m.yaml"],
            ["export"], ["show", "Docs"], ["duplicate", "Docs", "New"],
        ])
    func decisions(command: [String]) async throws {
        let desk = try await desk(counting: 2)
        let ran = await desk.run(["sources"] + command)
        #expect(ran.code == 76 && ran.output.isEmpty)
        #expect(
            ran.error.contains("error: the answer to the request to list the sources is incomplete: 1 of 2 came\n"))
        #expect(desk.platform.requests.allSatisfy { $0.head.method == .get })
        #expect(desk.platform.lines.count { $0.hasPrefix(pages) } == 3)
        let whole = await (try await self.desk(counting: 1)).run(["sources"] + command)
        #expect(!whole.error.contains("incomplete"))
    }

    @Test("list prints what there is, once, and says that it is a part: 76")
    func list() async throws {
        let desk = try await desk(counting: 2)
        let ran = await desk.coveo("sources", "list", "--columns", "id")
        #expect(ran.code == 76 && ran.output == "acme-1\n")
        #expect(ran.error.contains("is incomplete: 1 of 2 came\nhint: try again; "))
        let json = await desk.coveo("sources", "list", "--json")
        #expect(json.code == 76 && json.output == "[" + Given.source("acme-1", "Docs"))
    }
}

import HTTPTypes
import JSON
import Manifests
import Ports
import Support
import Synchronization

@testable import CoveoCommands
@testable import CoveoPlatform

/// Pages of a list of sources, with a byte that is none in any text between them.
enum SourcePages {
    static func check(_ input: [UInt8]) throws {
        let pages = input.split(separator: 0xFF, omittingEmptySubsequences: false).prefix(8).map(Array.init)
        let transport = ScriptedTransport { request, _ in
            let query = (request.head.path ?? "").split(separator: "?").last ?? ""
            let number = query.split(separator: "&").first.flatMap { Int($0.dropFirst("page=".count)) } ?? 0
            return ScriptedAnswer(pages[min(number, pages.count - 1)]).response
        }
        let found = Mutex<[SourceModel]>([])
        let result = Inline.result {
            let client = CoveoClient(
                transport: transport, address: try PlatformAddress(region: .us, environment: .production),
                clock: TestClock(), random: CountingRandom())
            var seen = 0
            try await client.eachPage(ofSourcesIn: try OrganizationID("acme")) { page in
                found.withLock { $0 += page.sources }
                seen += 1
                // A list without an end is another test's.
                return seen < 12
            }
        }
        if case .failure(let error) = result { _ = try ShownText.words(for: error) }
        try check(found.withLock { $0 })
    }

    private static func check(_ sources: [SourceModel]) throws {
        let ids = sources.map { Array($0.id.utf8) }
        try always(Set(ids).count == ids.count && ids.allSatisfy { !$0.isEmpty }, "each source comes once")
        let table = Table(
            columns: SourceColumn.allCases.map { $0.column(isCopied: false) },
            rows: sources.map { source in SourceColumn.allCases.map { $0.text(of: source) } })
        for line in table.lines(for: RecordingTerminal(), style: Style(isOn: false)) {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            try always(cells.count == SourceColumn.allCases.count, "a line has a cell for each column")
            for cell in cells { try ShownText.check(String(cell)) }
        }
        for source in sources {
            let portable = source.portable
            try always(SourceModel.portable(portable) == portable, "what is portable stays so")
            try JSONTexts.checkPrinting(.object(source.object))
        }
        try checkExport(sources)
    }

    /// What was exported changes nothing where it is applied again.
    private static func checkExport(_ sources: [SourceModel]) throws {
        let value = Manifest.exporting(sources, organization: "acme", platformURL: "https://p.example")
        let file = ManifestFile(name: "m.yaml", bytes: Array(YAMLWriter.text(value).utf8))
        let manifest: Manifest
        do throws(ManifestFailure) {
            manifest = try ManifestReader.read([file])
        } catch {
            switch error.reason {
            case .model, .nameTwice, .yaml(.tooDeep): return
            default: throw BrokenProperty("a manifest that is written can be read: \(error)")
            }
        }
        for item in ManifestPlan(manifest, for: sources).items {
            if case .unchanged = item.step { continue }
            throw BrokenProperty("what was exported changes nothing: \(item.entry.name)")
        }
    }
}

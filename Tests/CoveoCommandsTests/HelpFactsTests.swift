import Foundation
import Testing

@testable import CoveoCommands

@Suite("Help's tables are the program's")
struct HelpFactsTests {
    private static let root = Golden.completions.deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("every variable of ours that the program reads is in 'coveo help environment', and no other")
    func variables() throws {
        let sources = Self.root.appendingPathComponent("Sources")
        var read: Set<String> = []
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        for path in files
        where path.hasSuffix(".swift") && !path.contains("/Help/") && !path.hasPrefix("coveo-sandbox/") {
            for match in try Self.text("Sources/\(path)").matches(of: /"(COVEO_[A-Z_]+)"/) {
                read.insert(String(match.1))
            }
        }
        let told = Set(HelpVariable.allCases.map(\.rawValue).filter { $0.hasPrefix("COVEO_") })
        #expect(read == told)
        let grouped = HelpVariable.groups.flatMap(\.variables)
        #expect(grouped.count == HelpVariable.allCases.count && Set(grouped) == Set(HelpVariable.allCases))
    }

    @Test("the variables of docs/ci.md are in it")
    func documentVariables() throws {
        let named = try Self.text("docs/ci.md").matches(of: /^\| `COVEO_.*$/.anchorsMatchLineEndings())
            .flatMap { $0.output.matches(of: /COVEO_[A-Z_]+/).map { String($0.output) } }
        #expect(named.count > 8)
        #expect(Set(named).subtracting(HelpVariable.allCases.map(\.rawValue)).isEmpty)
    }

    @Test("the exit statuses of docs/ci.md are those of 'coveo help exit-codes'")
    func documentStatuses() throws {
        let rows = try Self.text("docs/ci.md").matches(of: /^\| ([0-9]+(?:, [0-9]+)*) \|/.anchorsMatchLineEndings())
        let told = rows.flatMap { $0.1.split(separator: ", ").compactMap { Int32($0) } }
        #expect(Set(told) == Set(ExitCode.allCases.map(\.rawValue)))
    }

    @Test(
        "the contract's exit statuses are those, too",
        .enabled(
            if: FileManager.default.fileExists(atPath: HelpFactsTests.contract), "optional: the contract is not present"
        ))
    func contractStatuses() throws {
        let text = try String(contentsOfFile: Self.contract, encoding: .utf8)
        let section = try #require(text.split(separator: "\n## ").first { $0.hasPrefix("Exit codes") })
        let rows = section.matches(of: /^\| ([0-9]+(?:, [0-9]+)*) \|/.anchorsMatchLineEndings())
        let told = rows.flatMap { $0.1.split(separator: ", ").compactMap { Int32($0) } }
        #expect(told == ExitCode.allCases.map(\.rawValue))
        #expect(section.contains("the first of \(ExitCode.order)."))
    }

    private static let contract = root.path + "/../shared/design/interface.md"

    @Test("the words of a table are sentences, each its own")
    func sentences() {
        let words = HelpVariable.allCases.map(\.words) + ExitCode.allCases.map(\.words)
        #expect(words.allSatisfy { $0.hasSuffix(".") && $0.count > 4 })
        #expect(Set(words).count == words.count)
    }
}

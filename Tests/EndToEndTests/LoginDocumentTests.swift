import Foundation
import Testing

/// docs/login.md says which tests prove the rules of the OAuth checklist: a table for each of its sections.
@Suite("The document on logging in")
struct LoginDocumentTests {
    /// A test, as the table names it: its target and its sentence.
    private struct Name: Hashable {
        let target: String
        let sentence: String
    }

    /// A row of a table of rules.
    private struct Row {
        let section: String
        let rule: String
        let rest: String
    }

    private static let sections = ["Authorization code", "Device grant", "Tokens"]
    /// The checklist that the rows are from. It is not the repository's own.
    private static let checklist = Binaries.repository + "/../shared/reference/oauth-checklist.md"

    @Test("each test that it names is there, and each row names one")
    func names() throws {
        let rows = try Self.rows(of: Binaries.repository + "/docs/login.md")
        #expect(Set(rows.map(\.section)) == Set(Self.sections))
        let known = try Self.tests()
        for row in rows {
            let names = Self.names(in: row.rest)
            #expect(!names.isEmpty, "no test is named for: \(row.rule)")
            for name in names {
                #expect(known.contains(name), "\(name.target) has no '\(name.sentence)', named for: \(row.rule)")
            }
        }
    }

    @Test(
        "each row of the checklist is in it",
        .enabled(
            if: FileManager.default.fileExists(atPath: LoginDocumentTests.checklist),
            "optional: the checklist is not present"))
    func rules() throws {
        let wanted = try Self.rows(of: Self.checklist)
        #expect(Set(wanted.map(\.section)) == Set(Self.sections))
        let there = Set(try Self.rows(of: Binaries.repository + "/docs/login.md").map(\.rule))
        for row in wanted {
            #expect(there.contains(row.rule), "not in docs/login.md: \(row.rule)")
        }
    }

    /// The rows below the headings that name a section; a heading's RFCs, in brackets, don't count.
    private static func rows(of path: String) throws -> [Row] {
        var rows: [Row] = []
        var section: String?
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") {
                let title = line.drop { $0 == "#" || $0 == " " }
                section = sections.first { title == $0 || title.hasPrefix($0 + " (") }
            } else if let section, line.hasPrefix("| ") {
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                guard let rule = cells.first, rule.lowercased() != "rule", !rule.hasPrefix("---") else { continue }
                rows.append(Row(section: section, rule: rule, rest: cells.dropFirst().joined(separator: "|")))
            }
        }
        return rows
    }

    /// The names in a cell: a target with a colon, then its tests' sentences as code.
    private static func names(in cell: String) -> [Name] {
        var names: [Name] = []
        var target = ""
        for match in cell.matches(of: /`([^`]+)`|(\w+Tests):/) {
            if let word = match.2 {
                target = String(word)
            } else if let sentence = match.1 {
                names.append(Name(target: target, sentence: String(sentence)))
            }
        }
        return names
    }

    /// Every test with a sentence under `Tests`, in the folder that is its target's.
    private static func tests() throws -> Set<Name> {
        let folder = Binaries.repository + "/Tests"
        var tests: Set<Name> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.hasSuffix(".swift") {
            let target = String(path.prefix { $0 != "/" })
            let source = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
            for match in source.matches(of: /@Test\(\s*"((?:[^"\\]|\\.)*)"/) {
                let sentence = match.1.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
                tests.insert(Name(target: target, sentence: String(sentence)))
            }
        }
        return tests
    }
}

import Foundation
import Testing

/// The documents say which tests prove the rules of the OAuth checklist, and the claims of the threat model: a table for
/// each section.
@Suite("What the documents name as proof")
struct ProofTests {
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

    /// A document, and the sections of it that have a table.
    struct Document: Sendable, CustomTestStringConvertible {
        let path: String
        let sections: [String]
        var testDescription: String { path }
    }

    /// Those that have sections of the checklist.
    private static let checked = [
        Document(path: "docs/login.md", sections: ["Authorization code", "Device grant", "Tokens"]),
        Document(path: "docs/stores.md", sections: ["Secret Service, and the other stores"]),
        Document(path: "docs/reliability.md", sections: ["Terminal and shell"]),
    ]
    private static let documents =
        checked + [
            Document(
                path: "SECURITY.md",
                sections: [
                    "Another user of the machine", "Another program of yours", "A malicious or broken server",
                    "A malicious manifest or model", "Somebody on the network",
                    "Whoever finds a stolen or lent laptop", "Whoever reads a CI log or a bug report",
                ])
        ]
    /// The checklist that the rows are from. It is not the repository's own.
    private static let checklist = Binaries.repository + "/../shared/reference/oauth-checklist.md"

    @Test("each test that one names is there, and each row names one", arguments: documents)
    func names(_ document: Document) throws {
        let rows = try Self.rows(of: Binaries.repository + "/" + document.path, document.sections)
        #expect(Set(rows.map(\.section)) == Set(document.sections))
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
        "each row of the checklist is in one",
        .enabled(
            if: FileManager.default.fileExists(atPath: ProofTests.checklist),
            "optional: the checklist is not present"), arguments: checked)
    func rules(_ document: Document) throws {
        let wanted = try Self.rows(of: Self.checklist, document.sections)
        #expect(Set(wanted.map(\.section)) == Set(document.sections))
        let there = Set(try Self.rows(of: Binaries.repository + "/" + document.path, document.sections).map(\.rule))
        for row in wanted {
            #expect(there.contains(row.rule), "not in \(document.path): \(row.rule)")
        }
    }

    /// The rows below the headings that name one of `sections`; a heading's RFCs, in brackets, don't count.
    private static func rows(of path: String, _ sections: [String]) throws -> [Row] {
        var rows: [Row] = []
        var section: String?
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") {
                let title = line.drop { $0 == "#" || $0 == " " }
                section = sections.first { title == $0 || title.hasPrefix($0 + " (") }
            } else if let section, line.hasPrefix("| ") {
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                guard let rule = cells.first, !["rule", "case", "can't"].contains(rule.lowercased()),
                    !rule.hasPrefix("---")
                else { continue }
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

import Foundation
import JSON
import Support
import Testing

@testable import CoveoCommands

@Suite("The manual pages")
struct ManualTests {
    private static let folder = Golden.completions.deletingLastPathComponent().appendingPathComponent("man")
    private static let mandoc = "/usr/bin/mandoc"

    /// `coveo`, and what stands right below it.
    static let commands = [CommandTree.root] + CommandTree.root.children

    @Test("a page is what the commands say of themselves", arguments: commands)
    func page(command: CommandTree) throws {
        try Golden.expect(ManualPage(command).text, at: Self.folder.appendingPathComponent(command.pageName + ".1"))
    }

    @Test("the sandbox's page is what it says of itself")
    func sandbox() async throws {
        let outcome = try await ChildProcess(
            Self.products + "/coveo-sandbox", ["--experimental-dump-help"], environment: ["PATH": "/usr/bin:/bin"]
        ).run(deadline: .seconds(120))
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        let outline = CommandOutline(try JSONValue(parsing: Array(outcome.output.utf8)))
        #expect(!outline.arguments.isEmpty)
        try Golden.expect(SandboxPage(outline).text, at: Self.folder.appendingPathComponent("coveo-sandbox.1"))
    }

    @Test("there is no page of a command that is gone")
    func pages() throws {
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(there) == Set((Self.commands.map(\.pageName) + ["coveo-sandbox"]).map { $0 + ".1" }))
    }

    @Test("every command that is shown is in a page, and mandoc finds nothing to say", .enabled(if: isThere))
    func lint() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        let pages = names.map { Self.folder.appendingPathComponent($0).path }
        let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        let lint = try await ChildProcess(Self.mandoc, ["-Tlint", "-Wall"] + pages, environment: environment)
            .run(deadline: .seconds(120))
        let found = (lint.output + lint.errors).split(separator: "\n").filter { line in
            // It looks for pages where they are installed.
            guard let other = line.firstMatch(of: /referenced manual not found: Xr (\S+) 1/) else { return true }
            return !names.contains(other.1 + ".1")
        }
        #expect(found == [])
        let shown = try await ChildProcess(Self.mandoc, ["-Tutf8", "-Owidth=200"] + pages, environment: environment)
            .run(deadline: .seconds(120))
        // Letters are struck over to be bold.
        let text = shown.output.replacing(/.\u{8}/, with: "")
        for command in CommandTree.shown where !command.isSecond {
            let missing = ([command.testDescription] + command.notes.examples).filter { !text.contains($0) }
            #expect(missing == [])
        }
    }

    @Test("the reference is the manual, as mandoc writes it for the web", .enabled(if: isThere))
    func reference() async throws {
        let folder = Golden.completions.deletingLastPathComponent().appendingPathComponent("docs/reference")
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        for page in pages {
            let written = try await ChildProcess(
                Self.mandoc, ["-Tmarkdown", Self.folder.appendingPathComponent(page).path],
                environment: ["PATH": "/usr/bin:/bin"]
            ).run(deadline: .seconds(120))
            #expect(written.end == .exited(0), "\(written.errors)")
            // The last line names the system that mandoc ran on.
            let lines = written.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast(3)
            let text = lines.joined(separator: "\n").replacing(/(coveo[a-z-]*)\(1\)/) { "[\($0.1)](\($0.1).md)" }
            try Golden.expect(text + "\n", at: folder.appendingPathComponent(page.dropLast(2) + ".md"))
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(there) == Set(pages.map { $0.dropLast(2) + ".md" }))
    }

    private static let isThere = FileManager.default.isExecutableFile(atPath: mandoc)

    /// The folder that the test runner was built into.
    private static var products: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    }
}

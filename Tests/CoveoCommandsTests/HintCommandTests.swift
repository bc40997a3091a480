import ArgumentParser
import Foundation
import Testing

@testable import CoveoCommands

@Suite("Commands that errors and help name are commands")
struct HintCommandTests {
    /// Every command that the sources name in quotes or as a hint's command, with where it stands.
    private static func named() throws -> [(place: String, words: [String])] {
        let folder = Golden.completions.deletingLastPathComponent().appendingPathComponent("Sources/CoveoCommands")
        var found: [(String, [String])] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let matches =
                source.matches(of: /\\\(coveo: "([^"]*)"\)/).map(\.1)
                + source.matches(of: /'coveo ([a-z][^'"`\n]*)/).map(\.1)
            // What is put in while it runs is anybody's guess, and so is what follows.
            found += matches.map { (path, $0.prefix { $0 != "\\" }.split(separator: " ").map(String.init)) }
        }
        return found
    }

    @Test("each is one, and has the options that stand with it")
    func commands() throws {
        let named = try Self.named()
        #expect(named.count > 60)
        for (place, words) in named where words.first?.contains(":") == false {
            let line = "\(place): coveo \(words.joined(separator: " "))"
            let words = words.first == "help" ? Array(words.dropFirst()) : words
            if words.isEmpty || HelpTopic(rawValue: words[0]) != nil { continue }
            var command: any ParsableCommand.Type = RootCommand.self
            var rest = words[...]
            while let word = rest.first, let child = CommandLineAdvice.child(of: command, named: word) {
                command = child
                rest = rest.dropFirst()
            }
            #expect(rest.count < words.count, "\(line)")
            let isGroup = !command.configuration.subcommands.isEmpty
            if isGroup, let word = rest.first { #expect(word.hasPrefix("-"), "\(line)") }
            let known = CommandLineAdvice.options(of: command)
            for option in rest.prefix(while: { $0 != "--" }) where option.hasPrefix("--") {
                #expect(known.contains(String(option.prefix { $0 != "=" })), "\(line)")
            }
        }
    }
}

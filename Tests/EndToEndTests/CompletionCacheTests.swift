import Foundation
import Glibc
import Support
import Testing

@Suite("What Tab keeps between two commands", .timeLimit(.minutes(20)))
struct CompletionCacheTests {
    private func tab(_ stage: Stage, adding: [String: String] = [:]) async throws -> String {
        let outcome = try await stage.coveo("__complete", "zsh", "sources", "show", "", adding: adding)
        #expect(outcome.errors == "")
        return outcome.output.replacingOccurrences(of: "\0", with: "|")
    }

    private static let docs = "space||1|Docs|Docs  -- push, shared|"

    @Test("the first Tab asks the platform, the next one nobody, and no secret is kept")
    func first() async throws {
        try await Stage.withSource { stage in
            #expect(try await tab(stage) == Self.docs)
            let asked = stage.sandbox.requests.count
            #expect(try await tab(stage) == Self.docs)
            #expect(stage.sandbox.requests.count == asked)
            let kept = stage.home + "/.cache/coveo/names/default/sources@acmesandbox"
            #expect(try !String(contentsOfFile: kept, encoding: .utf8).contains("xx-sandbox-key"))
            #expect(try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int == 0o600)
            try #require(try await stage.coveo("logout").end == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: stage.home + "/.cache/coveo/names/default"))
        }
    }

    @Test("what is older than a minute is looked at again by a process that nobody waits for")
    func background() async throws {
        try await Stage.withSource { stage in
            let folder = stage.home + "/.cache/coveo/names/default"
            let old = "coveo names 1\u{0}1000\u{0}acmesandbox-old\u{0}Old\u{0}push\u{0}"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try old.write(toFile: folder + "/sources@acmesandbox", atomically: false, encoding: .utf8)
            #expect(try await tab(stage) == "space||1|Old|Old  -- push|")
            let deadline = ContinuousClock.now + .seconds(20)
            while try await tab(stage) != Self.docs, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await tab(stage) == Self.docs)
            #expect(stage.sandbox.count("GET", "/rest/organizations/acmesandbox/sources/pages") == 1)
        }
    }

    @Test("a platform that does not answer keeps nobody waiting: Tab ends before it does")
    func hanging() async throws {
        try await Stage.withSource { stage in
            try await stage.sandbox.play("slow:50@/rest")
            let outcome = try await stage.coveo("__complete", "zsh", "sources", "show", "", deadline: .seconds(30))
            #expect(outcome.end == .exited(0) && outcome.output == "space\0\0" + "0\0" && outcome.errors == "")
        }
    }

    @Test(
        "without a home, with one that can't be written, or with one that holds something else: from the platform, in silence",
        arguments: ["", "/dev/null", "/proc/self"])
    func homes(home: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let variables = [
                "HOME": home, "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox",
            ]
            try #require(try await stage.coveo("sources", "create", "Docs", adding: variables).end == .exited(0))
            for _ in 1...2 { #expect(try await tab(stage, adding: variables) == Self.docs) }
            let loggedOut = try await tab(stage, adding: ["HOME": home])
            #expect(loggedOut == "" || loggedOut == "space||0|")
        }
    }

    /// What lies where the names of sources are kept.
    enum Bad: CaseIterable, Sendable {
        case newer, cut, noise, empty, folder, link, pipe, foldersFile

        /// Puts it there.
        func put(in folder: String) throws {
            let path = folder + "/sources@acmesandbox"
            let files = FileManager.default
            try? files.removeItem(atPath: folder)  // It need not be there.
            if self == .foldersFile {
                let parent = URL(filePath: folder).deletingLastPathComponent().path
                try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
                return try "no folder".write(toFile: folder, atomically: false, encoding: .utf8)
            }
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let list = "1\u{0}99999999999\u{0}acmesandbox-old\u{0}Old\u{0}push\u{0}"
            switch self {
            case .newer: try Data("coveo names 2\u{0}\(list)".utf8).write(to: URL(filePath: path))
            case .cut: try Data("coveo names \(list)".utf8.dropLast(9)).write(to: URL(filePath: path))
            case .noise:
                try Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }).write(to: URL(filePath: path))
            case .empty: try Data().write(to: URL(filePath: path))
            case .folder: try files.createDirectory(atPath: path + "/in/it", withIntermediateDirectories: true)
            case .link: try files.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
            case .pipe: mkfifo(path, 0o600)
            case .foldersFile: break
            }
        }
    }

    @Test(
        "what is no cache of this version is passed over in silence, and written anew where it can be",
        arguments: Bad.allCases)
    func bad(_ bad: Bad) async throws {
        try await Stage.withSource { stage in
            try bad.put(in: stage.home + "/.cache/coveo/names/default")
            // A machine that is busy may need more than the second that Tab waits, and then asks again ten seconds later.
            let deadline = ContinuousClock.now + .seconds(30)
            while try await tab(stage) != Self.docs, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await tab(stage) == Self.docs)
            let listed = try await stage.coveo("sources", "list")
            #expect(listed.end == .exited(0) && listed.errors == "")
            #expect(try await tab(stage) == Self.docs)
        }
    }

    @Test("a cache that can't be written keeps no command from its work")
    func unwritable() async throws {
        try await Stage.withSource { stage in
            let listed = try await stage.coveo("sources", "list", adding: ["XDG_CACHE_HOME": "/dev/null"])
            #expect(listed.end == .exited(0) && listed.errors == "")
            #expect(try await tab(stage, adding: ["XDG_CACHE_HOME": "/dev/null"]) == Self.docs)
        }
    }
}

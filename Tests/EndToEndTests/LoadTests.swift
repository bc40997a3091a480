import Foundation
import Support
import Testing

/// The short form of `Tests/bench/soak`.
@Suite("Many commands", .enabled(if: Facility.keyring), .timeLimit(.minutes(20)))
struct LoadTests {
    /// Commands that read, write, ask the keyring, complete and fail, with the codes that they may end with.
    private static let mixture: [(words: [String], code: Int32)] = [
        (["sources", "list"], 0), (["auth", "token"], 0), (["config", "set", "timeout", "21"], 0),
        (["sources", "show", "Docs", "--json"], 0), (["sources", "show", "Nowhere"], 65), (["auth", "status"], 0),
        (["sources", "export", "-f", "exported.yaml"], 0), (["__complete", "zsh", "sources", "show", ""], 0),
        (["config", "set", "timeout", "22"], 0), (["sources", "verify", "Docs"], 0),
    ]

    private func run(_ number: Int, on stage: Stage) async throws {
        let (words, code) = Self.mixture[number % Self.mixture.count]
        let outcome = try await stage.run(
            words, adding: ["TMPDIR": stage.folder + "/tmp", "COVEO_STORE_TIMEOUT": "60"], deadline: .seconds(120))
        #expect(outcome.end == .exited(code), "\(words): \(outcome.errors)")
    }

    /// Every path that is ours.
    private func files(of stage: Stage) -> [String] {
        let folders = [
            stage.home, stage.folder + "/tmp", (stage.session?.variables["XDG_RUNTIME_DIR"] ?? "") + "/coveo",
        ]
        return folders.flatMap { folder in
            (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).map { folder + "/" + $0 }
        }.sorted()
    }

    /// The processes that have the stage's home, by the names of their folders in `/proc`.
    private func processes(of stage: Stage) async throws -> String {
        try await ChildProcess(
            "/bin/sh", ["-c", #"grep -lzxs "HOME=$0" /proc/[0-9]*/environ"#, stage.home],
            environment: ["PATH": "/usr/bin:/bin"]
        ).run().output
    }

    @Test("a hundred in a row and a hundred at once leave no file, no item and no process")
    func nothingLeft() async throws {
        try await Stage.with { stage in
            try FileManager.default.createDirectory(
                atPath: stage.folder + "/tmp", withIntermediateDirectories: true)
            try await stage.logInWithKey()
            try #require(try await stage.coveo("sources", "create", "Docs").end == .exited(0))
            for number in 0..<Self.mixture.count { try await run(number, on: stage) }
            let (before, items) = (files(of: stage), try await stage.items())
            #expect(before.count { $0.hasSuffix(".lock") } == 2, "\(before)")
            for number in 0..<100 { try await run(number, on: stage) }
            #expect(files(of: stage) == before)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            try await run(number, on: stage)
                        } catch {
                            Issue.record(error)
                        }
                    }
                }
            }
            #expect(files(of: stage) == before)
            #expect(try await stage.items() == items)
            // What somebody started in the background may take a moment to end.
            for _ in 1...100 where try await !processes(of: stage).isEmpty {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await processes(of: stage) == "")
        }
    }
}

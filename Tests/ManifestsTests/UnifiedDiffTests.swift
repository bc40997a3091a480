import Foundation
import Manifests
import Support
import Testing

@Suite("Differences as 'diff -u' tells them")
struct UnifiedDiffTests {
    private func text(_ diff: UnifiedDiff) -> String {
        diff.lines.map { line in
            switch line {
            case .hunk(let text): text
            case .context(let text): " " + text
            case .removed(let text): "-" + text
            case .added(let text): "+" + text
            }
        }.map { $0 + "\n" }.joined()
    }

    @Test("three lines around each change, hunks with their ranges")
    func hunks() {
        let old = (1...20).map { "line \($0)" }
        var new = old
        new[1] = "second"
        new.remove(at: 15)
        new.insert("more", at: 18)
        #expect(
            text(UnifiedDiff(from: old, to: new)) == """
                @@ -1,5 +1,5 @@
                 line 1
                -line 2
                +second
                 line 3
                 line 4
                 line 5
                @@ -13,8 +13,8 @@
                 line 13
                 line 14
                 line 15
                -line 16
                 line 17
                 line 18
                 line 19
                +more
                 line 20

                """)
    }

    @Test("nothing to something, something to nothing, and nothing at all")
    func ends() {
        #expect(text(UnifiedDiff(from: [], to: ["a", "b"])) == "@@ -0,0 +1,2 @@\n+a\n+b\n")
        #expect(text(UnifiedDiff(from: ["a"], to: [])) == "@@ -1 +0,0 @@\n-a\n")
        #expect(UnifiedDiff(from: ["a"], to: ["a"]).lines.isEmpty)
        #expect(UnifiedDiff(from: [], to: []).lines.isEmpty)
    }

    @Test(
        "what it tells, 'patch' makes of the old text the new one; of a hundred pairs",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch"))
    )
    func patched() async throws {
        var random = SeededRandom(seed: 1)
        let folder = NSTemporaryDirectory() + "coveo-diff-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // What is left in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var patch = ""
        var wanted: [String: String] = [:]
        for number in 0..<100 {
            let old = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                "l\(Int.random(in: 0...9, using: &random))"
            }
            var new = old
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0...new.count, using: &random)
                if place < new.count, Bool.random(using: &random) {
                    new.remove(at: place)
                } else {
                    new.insert("n\(place)", at: place)
                }
            }
            guard old != new, !new.isEmpty else { continue }
            let file = "\(folder)/f\(number)"
            try (old.joined(separator: "\n") + "\n").write(toFile: file, atomically: false, encoding: .utf8)
            patch += "--- f\(number)\n+++ f\(number)\n" + text(UnifiedDiff(from: old, to: new))
            wanted[file] = new.joined(separator: "\n") + "\n"
        }
        #expect(wanted.count > 80)
        let outcome = try await ChildProcess("/usr/bin/patch", ["--batch", "-s", "-d", folder], environment: [:])
            .run(input: .text(patch), deadline: .seconds(300))
        #expect(outcome.end == .exited(0), "\(outcome.output)\(outcome.errors)")
        for (file, text) in wanted { #expect(try String(contentsOfFile: file, encoding: .utf8) == text) }
    }

    @Test("ten thousand lines that all differ take no time")
    func long() {
        let old = (0..<10_000).map { "old \($0)" }
        let new = (0..<10_000).map { "new \($0)" }
        #expect(UnifiedDiff(from: old, to: new).lines.count == 20_001)
    }
}

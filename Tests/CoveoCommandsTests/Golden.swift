import Foundation
import Testing

/// Files that hold what was agreed on. `COVEO_RECORD_GOLDEN=1` writes them anew, and such a run always fails.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")
    private static let isRecording = ProcessInfo.processInfo.environment["COVEO_RECORD_GOLDEN"] == "1"

    /// The repository's folder of completion scripts.
    static let completions = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("completions")

    /// Compares `text` with the golden file `name`.
    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try expect(text, at: folder.appendingPathComponent(name), sourceLocation: sourceLocation)
    }

    /// Compares `text` with a file.
    static func expect(_ text: String, at file: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent): look at it, then run without COVEO_RECORD_GOLDEN")
            return
        }
        let agreed = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        #expect(
            text == agreed, "\(file.lastPathComponent) is stale: COVEO_RECORD_GOLDEN=1 writes it anew",
            sourceLocation: sourceLocation)
    }
}

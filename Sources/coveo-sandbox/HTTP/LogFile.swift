import Foundation

/// A file that grows by whole lines, one `write` each, so that a reader never sees half a line.
struct LogFile: Sendable {
    /// Why the file can't be used, in words.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let descriptor: Int32

    /// Opens the file for appending, and makes it (0600) where it is absent.
    /// - Throws: `Failure` where it can't be opened.
    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(description: "the log \(path) can't be opened") }
    }

    /// Appends one line.
    func append(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}

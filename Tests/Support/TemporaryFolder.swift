import Foundation

/// A folder that goes with the value that holds it.
package final class TemporaryFolder: Sendable {
    private let folder: String

    /// In `/tmp`, whatever TMPDIR says: sockets in it have short paths.
    package init() {
        folder = "/tmp/coveo-test-" + UUID().uuidString.prefix(13)
        // A folder that is missing makes the test fail where it uses it.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What is left in /tmp harms nobody.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The path of `name` in it; with the empty name its own, with the slash.
    package func path(_ name: String) -> String {
        "\(folder)/\(name)"
    }
}

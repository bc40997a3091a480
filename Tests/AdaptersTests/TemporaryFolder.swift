import Foundation

/// A folder that goes with the value that holds it.
final class TemporaryFolder: Sendable {
    private let folder: String

    init() {
        folder = NSTemporaryDirectory() + "coveo-adapters-" + UUID().uuidString
        // A folder that is missing makes the test fail where it uses it.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What is left in /tmp harms nobody.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The path of `name` in it; with the empty name its own, with the slash.
    func path(_ name: String) -> String {
        "\(folder)/\(name)"
    }
}

import Foundation
import Keyring
import Ports
import Support

/// `Tests/rigs/credential-helper` as `docker-credential-scripted`, on a PATH and with a memory of its own.
struct ScriptedHelper: Sendable {
    static let name = "scripted"
    static let program = "docker-credential-scripted"

    private let folder = TemporaryFolder()

    init() throws {
        try FileManager.default.createDirectory(atPath: folder.path("bin"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("bin/\(Self.program)"), withDestinationPath: Self.rig)
    }

    /// A store that uses it.
    ///
    /// - Parameters:
    ///   - mood: see the rig's own words.
    ///   - variables: beside those that it needs.
    func store(
        _ mood: String = "", timeout: Duration = .seconds(30), variables: [String: String] = [:]
    ) -> CredentialHelperStore {
        let own = [
            "PATH": folder.path("bin") + ":/usr/bin:/bin", "HELPER_DATA": folder.path(""), "HELPER_MOOD": mood,
        ]
        return CredentialHelperStore(
            helper: Self.name, timeout: timeout, environment: Environment(own.merging(variables) { $1 }))
    }

    /// The path of what it keeps under `name`.
    func path(_ name: String) -> String { folder.path(name) }

    /// The lines of a file that it keeps; none where it is not there.
    func lines(_ name: String) -> [String] {
        // Not there is what a test may ask for.
        guard let text = try? String(contentsOfFile: folder.path(name), encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    private static let rig = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "rigs/credential-helper").path
}

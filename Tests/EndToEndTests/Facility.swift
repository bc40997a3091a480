import Foundation
import Support

/// What a test needs of the machine, for `.enabled(if:)`.
enum Facility {
    /// A private D-Bus session with a gnome-keyring, and the tool that looks into it.
    static let keyring = PrivateSession.isAvailable(.gnome) && exists("/usr/bin/secret-tool")
    /// Every state that a store can be in.
    static let everyStore = PrivateSession.State.allCases.allSatisfy { PrivateSession.isAvailable($0) }
    static let python = exists("/usr/bin/python3")
    static let openssl = exists("/usr/bin/openssl")
    static let jq = exists("/usr/bin/jq")
    static let less = exists("/usr/bin/less")
    static let bash = exists("/usr/bin/bash")
    static let zsh = exists("/usr/bin/zsh")
    static let fish = exists("/usr/bin/fish")
    /// A terminal emulator that tells what is on its screen.
    static let tmux = exists("/usr/bin/tmux")

    /// A user may mount file systems in a namespace of their own.
    static let namespaces = mayMount()

    private static func mayMount() -> Bool {
        do {
            return try HeldChild(
                "/usr/bin/unshare",
                ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", "/mnt"],
                environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
            ).stop() == .exited(0)
        } catch {
            return false
        }
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}

import Foundation
import Support

/// A file system of 64 KiB, in a namespace of its own, as long as this object lives.
final class SmallDisk: Sendable {
    /// It could not be made.
    struct Failure: Error {}

    /// Whether this kernel lets a user mount one.
    static var isAvailable: Bool { (try? SmallDisk()) != nil }

    private let holder: HeldChild
    /// Where its root is.
    let path: String

    init() throws {
        holder = try HeldChild(
            "/usr/bin/unshare",
            [
                "--user", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=64k,mode=700 tmpfs /mnt && echo $$ && exec cat >/dev/null",
            ], environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"])
        let said = holder.read { $0.hasSuffix("\n") }
        guard let process = Int32(said.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw Failure() }
        path = "/proc/\(process)/root/mnt"
        guard FileManager.default.fileExists(atPath: path) else { throw Failure() }
    }

    /// Leaves no room in it.
    func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw Failure() }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while write(file, block, block.count) > 0 {}
    }
}

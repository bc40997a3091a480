import Adapters
import Foundation
import Glibc
import Ports
import Support
import Synchronization
import Testing

@Suite("Locks on files", .timeLimit(.minutes(5)))
struct FileLockTests {
    private let folder = TemporaryFolder()

    /// The lock of a process whose runtime folder is this one.
    private var lock: FileLock { FileLock(environment: Environment(["XDG_RUNTIME_DIR": folder.path("")])) }

    private func path(_ name: String) -> String { folder.path("/coveo/\(name).lock") }

    /// Makes a folder in the temporary one.
    private func make(_ name: String, mode: Int = 0o700) throws -> String {
        let path = folder.path(name)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        return path
    }

    @Test("one that is held is waited for, and given up when the time is over; a released one is the next one's")
    func held() async throws {
        let first = try await lock.acquire("a", within: .zero)
        await #expect(throws: ProcessLockFailure.timedOut(after: .zero)) { try await lock.acquire("a", within: .zero) }
        let other = try await lock.acquire("b", within: .zero)
        first.leave(Array("told".utf8))
        first.release()
        let second = try await lock.acquire("a", within: .zero)
        #expect(second.note == Array("told".utf8))
        second.release()
        other.release()
    }

    @Test("where the file was removed while it was waited for, the one that others have now is waited for")
    func removed() async throws {
        let path = path("a")
        let first = try await lock.acquire("a", within: .zero)
        let isHeld = Mutex(false)
        let waiting = Task {
            let held = try await lock.acquire("a", within: .seconds(300))
            isHeld.withLock { $0 = true }
            return held
        }
        // The holder's, and that of the one who waits.
        while Self.openFiles(at: path) < 2 { try await Task.sleep(for: Self.moment) }
        try FileManager.default.removeItem(atPath: path)
        let second = try await lock.acquire("a", within: .zero)
        first.release()
        while Self.openFiles(at: path) < 2, !isHeld.withLock({ $0 }) { try await Task.sleep(for: Self.moment) }
        #expect(!isHeld.withLock { $0 }, "a lock on a file that nobody else finds is none")
        second.release()
        try await waiting.value.release()
    }

    @Test("a file that is taken is touched, so that who clears folders of what is old leaves it")
    func touched() async throws {
        try await lock.acquire("a", within: .zero).release()
        let old = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path("a"))
        try await lock.acquire("a", within: .zero).release()
        let date = try FileManager.default.attributesOfItem(atPath: path("a"))[.modificationDate] as? Date
        #expect(try #require(date) > old)
    }

    @Test("a folder that can't be made is told with its path")
    func unavailable() async throws {
        try Data().write(to: URL(filePath: folder.path("file")))
        let lock = FileLock(environment: Environment(["XDG_STATE_HOME": folder.path("file")]), runtime: "/nowhere")
        await #expect(throws: ProcessLockFailure.unavailable(path: folder.path("file/coveo"), code: ENOTDIR)) {
            try await lock.acquire("a", within: .zero)
        }
        await #expect(throws: ProcessLockFailure.unavailable(path: nil, code: ENOENT)) {
            try await FileLock(environment: Environment([:]), runtime: "/nowhere").acquire("a", within: .zero)
        }
    }

    @Test("a process with XDG_RUNTIME_DIR and one without meet in the same lock")
    func meet() async throws {
        let runtime = try make("runtime")
        let home = try make("home")
        let inside = FileLock(environment: Environment(["XDG_RUNTIME_DIR": runtime, "HOME": home]), runtime: runtime)
        let held = try await inside.acquire("a", within: .zero)
        for variables in [[:], ["XDG_STATE_HOME": home], ["XDG_RUNTIME_DIR": folder.path("gone")]] {
            let outside = FileLock(
                environment: Environment(variables.merging(["HOME": home]) { $1 }), runtime: runtime)
            await #expect(throws: ProcessLockFailure.timedOut(after: .zero), "\(variables)") {
                try await outside.acquire("a", within: .zero)
            }
        }
        held.release()
    }

    @Test(
        "the variable goes before the usual runtime folder, and that, where it is ours alone, before the state folder")
    func place() async throws {
        let named = try make("named")
        let runtime = try make("runtime")
        let open = try make("open", mode: 0o755)
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: runtime)
        let home = try make("home")
        let cases: [([String: String], String, String)] = [
            (["XDG_RUNTIME_DIR": named], runtime, named), ([:], runtime, runtime), ([:], open, home + "/.local/state"),
            ([:], link, home + "/.local/state"), ([:], "/nowhere", home + "/.local/state"),
            (["XDG_STATE_HOME": named], "/nowhere", named), (["XDG_STATE_HOME": named], runtime, runtime),
            (["XDG_RUNTIME_DIR": "named"], "/nowhere", home + "/.local/state"),
        ]
        for (index, (variables, runtime, expected)) in cases.enumerated() {
            let lock = FileLock(environment: Environment(variables.merging(["HOME": home]) { $1 }), runtime: runtime)
            try await lock.acquire("case-\(index)", within: .zero).release()
            #expect(FileManager.default.fileExists(atPath: "\(expected)/coveo/case-\(index).lock"), "\(index)")
        }
    }

    /// Between two looks: who only yields keeps the others from their turn.
    private static let moment = Duration.milliseconds(5)

    /// How many descriptors of this process are open on the file that is at `path` now.
    private static func openFiles(at path: String) -> Int {
        var file = stat()
        guard lstat(path, &file) == 0 else { return 0 }
        // Other tests of this process may hold a thousand files.
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return numbers.compactMap(Int32.init).count(where: { number in
            var status = stat()
            return fstat(number, &status) == 0 && status.st_ino == file.st_ino && status.st_dev == file.st_dev
        })
    }
}

import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("The file store on a bad day", .timeLimit(.minutes(2)))
struct FileStoreDurabilityTests {
    private let place = FilePlace()

    private var home: String { String(place.folder.dropLast("/coveo".count)) }

    /// A login of `count` bytes, written as another process does.
    private static func write(_ count: Int, in home: String) async throws {
        try await FileStore(timeout: .seconds(30), environment: Environment(["XDG_DATA_HOME": home])).write(
            Redacted([UInt8](repeating: 0x61, count: count)), profile: "work", platformHost: "h", interaction: .never)
    }

    @Test("a writer that is killed in the middle leaves one content, whole")
    func killed() async throws {
        try await place.write()
        await #expect(processExitsWith: .signal(SIGKILL)) { [home = home as String] in
            Thread.detachNewThread {
                // It is being written as soon as there is a second file; some MB take long enough.
                while true {
                    let names = (try? FileManager.default.contentsOfDirectory(atPath: home + "/coveo")) ?? []
                    if names.contains(where: { $0.hasPrefix(".credentials.json.") }) { kill(getpid(), SIGKILL) }
                }
            }
            while true { try await FileStoreDurabilityTests.write(8_000_000, in: home) }
        }
        let read = try await place.read()
        #expect(read == #"{"version":1}"# || read == String(repeating: "a", count: 8_000_000))
        try await place.write("work", "{}")
        #expect(try place.names() == ["credentials.json"])
        #expect(try await place.read() == "{}")
    }

    @Test("the next write removes what killed ones have left, and nothing else")
    func leftovers() async throws {
        try await place.write()
        for name in [".credentials.json.1a", ".credentials.json.zz", "credentials.json.backup", ".other"] {
            #expect(FileManager.default.createFile(atPath: "\(place.folder)/\(name)", contents: Data("x".utf8)))
        }
        _ = try await place.read()
        #expect(try place.names().count == 5)
        try await place.write()
        #expect(try place.names() == [".other", "credentials.json", "credentials.json.backup"])
    }

    @Test("a write that the system cuts short leaves the old content whole, and nothing beside it")
    func cut() async throws {
        try await place.write()
        await #expect(processExitsWith: .success) { [home = home as String] in
            let failure = StoreFailure.file(
                path: home + "/coveo/credentials.json", .system(code: EFBIG))
            var limits = rlimit(rlim_cur: 10_000, rlim_max: 10_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
            signal(SIGXFSZ, SIG_IGN)
            await #expect(throws: failure) { try await FileStoreDurabilityTests.write(40_000, in: home) }
        }
        #expect(try await place.read() == #"{"version":1}"#)
        #expect(try place.names() == ["credentials.json"])
    }

    @Test(
        "a full disk leaves the old content whole, and is found by the probe",
        .enabled(
            if: SmallDisk.isAvailable, "optional: a file system in a user namespace, which not every kernel allows"))
    func full() async throws {
        let disk = try SmallDisk()
        let store = FileStore(timeout: .seconds(30), environment: Environment(["XDG_DATA_HOME": disk.path]))
        for profile in ["a", "b"] {
            try await store.write(Redacted([1, 2]), profile: profile, platformHost: "h", interaction: .never)
        }
        try disk.fill()
        let full = StoreFailure.file(path: disk.path + "/coveo/credentials.json", .system(code: ENOSPC))
        #expect(await place.failures(store) == [nil, full, full, full])
        guard case .found(let secret) = try await store.read(profile: "a", interaction: .never) else {
            Issue.record("lost")
            return
        }
        #expect(secret.reveal() == [1, 2])
    }

    @Test("a lock that others hold all the time ends a write in time, and no read")
    func busy() async throws {
        try await place.write()
        let lock = place.folder + "/credentials.lock"
        let other = open(lock, O_RDWR)
        flock(other, LOCK_EX)
        let limit = Duration.milliseconds(300)
        await #expect(throws: StoreFailure.file(path: lock, .busy(after: limit))) {
            try await place.write(store: place.store(timeout: limit))
        }
        #expect(try await place.read() == #"{"version":1}"#)
        let waiting = Task { try await place.write("work", "{}") }
        waiting.cancel()
        await #expect(throws: StoreFailure.cancelled) { try await waiting.value }
        close(other)
        try await place.write("work", "{}")
        #expect(try await place.read() == "{}")
    }
}

import Foundation
import Glibc
import Support
import Synchronization
import Testing

@testable import Adapters

@Suite("What a killed writer leaves beside a file")
struct ReplacementTests {
    private static let leftover = ".config.json.coveo-0123456789abcdef"
    private let folder = TemporaryFolder()

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted() }
    }

    private func put(_ name: String) {
        _ = FileManager.default.createFile(atPath: folder.path(name), contents: Data([9]))
    }

    private func write(_ bytes: [UInt8] = [1]) throws {
        try Replacement(of: folder.path("config.json")).write(bytes, synced: true)
    }

    @Test("the next writer of that file removes it")
    func removed() throws {
        put(Self.leftover)
        try write()
        #expect(try names == ["config.json"])
        #expect(try Data(contentsOf: URL(filePath: folder.path("config.json"))) == Data([1]))
    }

    @Test("so it does after a real kill, by the system, at the first byte")
    func killed() async throws {
        try write([9])
        let path = folder.path("config.json")
        await #expect(processExitsWith: .signal(SIGXFSZ)) { [path = path as String] in
            var limits = rlimit(rlim_cur: 0, rlim_max: 0)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
            signal(SIGXFSZ, SIG_DFL)
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGXFSZ)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            try Replacement(of: path).write([1], synced: true)
        }
        #expect(try names.count == 2 && names.first?.hasPrefix(".config.json.coveo-") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data([9]))
        try write()
        #expect(try names == ["config.json"])
    }

    @Test("what another one is writing now stays, and so does what a writer of another file left")
    func living() throws {
        put(Self.leftover)
        let file = open(folder.path(Self.leftover), O_RDONLY)
        try #require(file >= 0 && flock(file, LOCK_EX) == 0)
        put(".config.coveo-0123456789abcdef")
        try write()
        #expect(try names == [".config.coveo-0123456789abcdef", Self.leftover, "config.json"])
        close(file)
        try write()
        #expect(try names == [".config.coveo-0123456789abcdef", "config.json"])
    }

    @Test("nothing goes that only looks like it: other names, a link and what it leads to, a folder, a pipe")
    func strangers() throws {
        let others = [
            ".config.json.1", ".config.json.coveo-1", ".config.json.coveo-0123456789abcdeF",
            ".config.json.coveo-0123456789abcdef0", "config.json.coveo-0123456789abcdef", ".config.json.swp",
        ]
        for name in others { put(name) }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(".config.json.coveo-1111111111111111"), withDestinationPath: ".config.json.1")
        try FileManager.default.createDirectory(
            atPath: folder.path(".config.json.coveo-2222222222222222"), withIntermediateDirectories: false)
        try #require(mkfifo(folder.path(".config.json.coveo-3333333333333333"), 0o600) == 0)
        let before = try names
        try write()
        #expect(try names == (before + ["config.json"]).sorted())
    }

    @Test("writers of one file at once take nothing from each other")
    func crowd() throws {
        let path = folder.path("config.json")
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { writer in
            for _ in 1...200 {
                do {
                    try Replacement(of: path).write([UInt8](repeating: UInt8(writer), count: 100), synced: false)
                } catch {
                    failures.withLock { $0 += 1 }
                }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(try names == ["config.json"])
        #expect(Set(try Data(contentsOf: URL(filePath: path))).count == 1)
    }
}

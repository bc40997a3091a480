import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("The file store and others' rights")
struct FileStoreSafetyTests {
    private let place = FilePlace()

    /// Each call ends with `failure` of `path`, and what is there stays as it is.
    private func expectAll(_ path: String, _ failure: FileStoreFailure) async {
        #expect(await place.failures(place.store()) == Array(repeating: .file(path: path, failure), count: 4))
    }

    @Test("rights of others on the file are taken away, and told", arguments: [0o644, 0o640, 0o666, 0o604] as [mode_t])
    func file(_ mode: mode_t) async throws {
        try await place.write()
        chmod(place.file, mode)
        #expect(try await place.read() == #"{"version":1}"#)
        #expect(place.notices() == [.madePrivate(path: place.file, mode: UInt32(mode))])
        #expect(place.mode(place.file) == 0o600)
        _ = try await place.read()
        #expect(place.notices().isEmpty)
    }

    @Test("a folder that others may look into is made private, and told")
    func folder() async throws {
        try await place.write()
        chmod(place.folder, 0o755)
        #expect(try await place.read() == #"{"version":1}"#)
        #expect(place.notices() == [.madePrivate(path: place.folder, mode: 0o755)])
        #expect(place.mode(place.folder) == 0o700)
    }

    @Test("who only looks sees others' rights, and takes none away")
    func inspection() async throws {
        try await place.write()
        let lock = place.folder + "/credentials.lock"
        chmod(place.folder, 0o755)
        for path in [place.file, lock] { chmod(path, 0o644) }
        let found = await place.store().inspect()
        #expect(
            found.facts == [
                .path(place.folder, .own(mode: 0o755)), .path(place.file, .own(mode: 0o644)),
                .path(lock, .own(mode: 0o644)), .items(count: 1, locked: 0),
            ])
        #expect(found.failure == nil && place.notices().isEmpty)
        #expect(place.mode(place.folder) == 0o755 && place.mode(place.file) == 0o644 && place.mode(lock) == 0o644)
    }

    @Test("who looks is told of another owner, where a link leads, and what the system hides")
    func strangers() async throws {
        try await place.write()
        let foreign = await place.store(owner: geteuid() + 1).inspect()
        #expect(foreign.facts.first == .path(place.folder, .foreign(mode: 0o700, owner: geteuid())))
        #expect(foreign.failure == .file(path: place.folder, .foreign(owner: geteuid())))
        unlink(place.file)
        symlink("/etc/hostname", place.file)
        let linked = await place.store().inspect()
        #expect(
            linked.facts == [.path(place.folder, .own(mode: 0o700)), .path(place.file, .link(to: "/etc/hostname"))])
        #expect(linked.failure == .file(path: place.file, .link))
        let hidden = FileStore(timeout: .seconds(30), environment: Environment(["XDG_DATA_HOME": "/dev/null"]))
        #expect(await hidden.inspect().facts.first == .path("/dev/null/coveo", .unknown(code: ENOTDIR)))
    }

    @Test("a folder that others may write to is refused", arguments: [0o777, 0o770, 0o722, 0o1777] as [mode_t])
    func writableFolder(_ mode: mode_t) async throws {
        try await place.write()
        chmod(place.folder, mode)
        await expectAll(place.folder, .writableByOthers(mode: UInt32(mode)))
        #expect(place.mode(place.folder) == mode)
    }

    @Test("so is one in a folder where anybody may put another in its place")
    func writableParent() async throws {
        try await place.write()
        let parent = String(place.folder.dropLast("/coveo".count))
        chmod(parent, 0o777)
        await expectAll(parent, .writableByOthers(mode: 0o777))
        chmod(parent, 0o1777)
        #expect(try await place.read() != nil)
    }

    @Test("another user's folder is refused")
    func foreign() async throws {
        try await place.write()
        let failures = await place.failures(place.store(owner: geteuid() + 1))
        #expect(failures == Array(repeating: .file(path: place.folder, .foreign(owner: geteuid())), count: 4))
    }

    @Test("a file that is a link is refused, wherever it leads", arguments: ["/etc/hostname", "/nowhere"])
    func link(_ target: String) async throws {
        try place.put("")
        unlink(place.file)
        symlink(target, place.file)
        await expectAll(place.file, .link)
    }

    @Test("a folder that is a link is refused")
    func linkedFolder() async throws {
        try await place.write()
        let elsewhere = place.folder + "-elsewhere"
        rename(place.folder, elsewhere)
        symlink(elsewhere, place.folder)
        await expectAll(place.folder, .link)
    }

    @Test("a lock that is a link is refused")
    func linkedLock() async throws {
        try place.put(#"{"version":1,"credentials":[]}"#)
        symlink("/nowhere", place.folder + "/credentials.lock")
        await #expect(throws: StoreFailure.file(path: place.folder + "/credentials.lock", .link)) {
            try await place.write()
        }
    }

    @Test("what is no file, or no folder, is refused, and nothing waits for it", arguments: ["folder", "pipe", "file"])
    func kinds(_ kind: String) async throws {
        try place.put("")
        unlink(place.file)
        switch kind {
        case "folder": mkdir(place.file, 0o700)
        case "pipe": mkfifo(place.file, 0o600)
        default:
            try FileManager.default.removeItem(atPath: place.folder)
            _ = FileManager.default.createFile(atPath: place.folder, contents: nil)
        }
        await expectAll(kind == "file" ? place.folder : place.file, .wrongKind)
    }

    @Test("a folder that can't be made says why")
    func unmakeable() async throws {
        let store = FileStore(timeout: .seconds(30), environment: Environment(["XDG_DATA_HOME": "/dev/null"]))
        await #expect(throws: StoreFailure.file(path: "/dev/null/coveo", .system(code: ENOTDIR))) {
            try await store.probe(interaction: .never)
        }
    }

    @Test(
        "a damaged file is never reset",
        arguments: [
            "", "{", "[]", "{}", #"{"version":"1"}"#, #"{"version":0,"credentials":[]}"#, #"{"version":1}"#,
            #"{"version":1,"credentials":[1]}"#, #"{"version":1,"credentials":[{"profile":"a","platform":"h"}]}"#,
            #"{"version":1,"credentials":[{"profile":"a","platform":"h","base64":"!"}]}"#,
        ])
    func damaged(_ text: String) async throws {
        try place.put(text)
        await expectAll(place.file, .damaged)
        #expect(try place.text() == text)
    }

    @Test("a newer version's file is left alone")
    func newer() async throws {
        let text = #"{"version":2,"credentials":{}}"#
        try place.put(text)
        await expectAll(place.file, .newerVersion(2))
        #expect(try place.text() == text)
    }
}

import Foundation
import Keyring
import Ports
import Support
import Synchronization

/// A home for file stores, which sees what they tell.
final class FilePlace: Sendable {
    private let home = TemporaryFolder()
    private let told = Mutex<[StoreNotice]>([])

    /// The store's folder and file.
    var folder: String { home.path("coveo") }
    var file: String { folder + "/credentials.json" }

    /// Opens the store anew, as another process would.
    func store(timeout: Duration = .seconds(30), owner: UInt32 = geteuid()) -> FileStore {
        FileStore(timeout: timeout, environment: environment, owner: owner) { [self] notice in
            told.withLock { $0.append(notice) }
        }
    }

    var environment: Environment { Environment(["XDG_DATA_HOME": home.path("")]) }

    /// What the stores told since this was asked last.
    func notices() -> [StoreNotice] {
        told.withLock { told in
            defer { told = [] }
            return told
        }
    }

    /// Writes a login, as a store does.
    func write(_ profile: String = "work", _ secret: String = #"{"version":1}"#, store: FileStore? = nil) async throws {
        try await (store ?? self.store()).write(
            Redacted(Array(secret.utf8)), profile: profile, platformHost: "one.example", interaction: .never)
    }

    /// Reads a login; nil where there is none.
    func read(_ profile: String = "work") async throws -> String? {
        guard case .found(let secret) = try await store().read(profile: profile, interaction: .never) else {
            return nil
        }
        return String(decoding: secret.reveal(), as: UTF8.self)
    }

    /// What is in the folder, apart from the lock.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "credentials.lock" }.sorted()
    }

    /// Puts `text` in the file's place.
    func put(_ text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    }

    /// The file's text.
    func text() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    /// A path's permission bits.
    func mode(_ path: String) -> mode_t {
        var status = stat()
        lstat(path, &status)
        return status.st_mode & 0o7777
    }

    /// What each call but `items` ends with.
    func failures(_ store: FileStore) async -> [StoreFailure?] {
        var failures: [StoreFailure?] = []
        func note(_ body: () async throws(StoreFailure) -> Void) async { failures.append(await failure(of: body)) }
        await note { () throws(StoreFailure) in _ = try await store.read(profile: "a", interaction: .never) }
        await note { () throws(StoreFailure) in
            try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        }
        await note { () throws(StoreFailure) in _ = try await store.delete(profile: "a", interaction: .never) }
        await note { () throws(StoreFailure) in try await store.probe(interaction: .never) }
        return failures
    }
}

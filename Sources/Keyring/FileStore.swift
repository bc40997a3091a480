internal import Glibc
package import Ports

/// Sessions in one file, not encrypted: `$XDG_DATA_HOME/coveo/credentials.json`, by default in `~/.local/share`.
///
/// A reader finds the old content or the new one, whole, whatever happens to a writer; writers take turns by a lock on a
/// file beside it.
package final class FileStore: SecretStore, StoreInspector {
    static let name = "credentials.json"
    static let lockName = "credentials.lock"
    /// A larger file is none of ours, in bytes.
    private static let limit = 1 << 24

    /// The folder's path; nil where no variable says where it would be.
    let path: String?
    let keeper: FileKeeper
    private let work: TimedWork

    /// - Parameters:
    ///   - timeout: how long all calls together may take, as long as the store lives.
    ///   - environment: tells where the folder is. What is not absolute doesn't count (XDG Base Directory Specification).
    ///   - owner: the number of the user whose folder and files they have to be.
    ///   - onNotice: called, on any thread, when rights of others were taken away.
    package init(
        timeout: Duration, environment: Environment, owner: UInt32 = geteuid(),
        onNotice: @escaping @Sendable (StoreNotice) -> Void = { _ in }
    ) {
        path = Self.folder(environment)
        keeper = FileKeeper(owner: owner, onNotice: onNotice)
        work = TimedWork(limit: timeout)
    }

    private static func folder(_ environment: Environment) -> String? {
        func absolute(_ name: String) -> String? {
            environment[name].flatMap { path in
                guard path.hasPrefix("/") else { return nil }
                return path.last == "/" ? String(path.dropLast()) : path
            }
        }
        return (absolute("XDG_DATA_HOME") ?? absolute("HOME").map { $0 + "/.local/share" }).map { $0 + "/coveo" }
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await alone { [self] (folder) throws(StoreFailure) in
            let before = try contents(folder, keeper)
            var tried = before?.file ?? CredentialsFile()
            // More than a login takes.
            tried.addProbe(String(repeating: "probe", count: 8_192))
            try folder.replace(Self.name, with: tried.bytes)
            let read = try contents(folder, keeper)?.bytes
            if let before { try folder.replace(Self.name, with: before.bytes) } else { try folder.remove(Self.name) }
            if read != tried.bytes { throw .file(path: folder.path(of: Self.name), .damaged) }
        }
    }

    package func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try await look(keeper) { $0.secret(of: profile).map { .found($0) } ?? .absent } ?? .absent
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        try await alone { [self] (folder) throws(StoreFailure) in
            var file = try contents(folder, keeper)?.file ?? CredentialsFile()
            file.put(secret, profile: profile, platformHost: platformHost)
            try folder.replace(Self.name, with: file.bytes)
        }
    }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        // Nothing is made where nothing is.
        guard try await look(keeper, { $0.secret(of: profile) != nil }) ?? false else { return false }
        return try await alone { [self] (folder) throws(StoreFailure) in
            guard var file = try contents(folder, keeper)?.file, file.remove(profile: profile) else { return false }
            // The last login can be removed from a full disk, too.
            if file.isEmpty { try folder.remove(Self.name) } else { try folder.replace(Self.name, with: file.bytes) }
            return true
        }
    }

    package func items() async throws(StoreFailure) -> [StoredItem] {
        try await look(keeper) { $0.profiles } ?? []
    }

    /// Reads the file, without a lock; nil where there is none.
    func look<Success: Sendable>(
        _ keeper: FileKeeper, _ body: @escaping @Sendable (CredentialsFile) -> Success
    ) async throws(StoreFailure) -> Success? {
        try await onThread { [self] (path, _) throws(StoreFailure) in
            guard let folder = try StoreFolder.open(path, keeper), let file = try contents(folder, keeper)?.file else {
                return nil
            }
            return body(file)
        }
    }

    /// Runs `body` while no other store, of this process or another, writes.
    private func alone<Success: Sendable>(
        _ body: @escaping @Sendable (StoreFolder) throws(StoreFailure) -> Success
    ) async throws(StoreFailure) -> Success {
        try await onThread { [self] (path, time) throws(StoreFailure) in
            let folder = try StoreFolder.make(path, keeper)
            let lock = try folder.make(Self.lockName)
            try keeper.check(lock.descriptor, lock.path, wanted: 0o600)
            try lock.lock(time, limit: work.limit)
            defer { lock.unlock() }
            folder.removeLeftovers(of: Self.name)
            return try body(folder)
        }
    }

    func onThread<Success: Sendable>(
        _ body: @escaping @Sendable (String, WorkTime) throws(StoreFailure) -> Success
    ) async throws(StoreFailure) -> Success {
        guard let path else { throw .file(path: Self.name, .noPlace) }
        // The disk, or the server behind it, does not answer.
        let overdue = StoreFailure.file(path: path, .system(code: ETIMEDOUT))
        return try await work.run(overdue: overdue) { (time) throws(StoreFailure) in try body(path, time) }
    }

    /// The file's bytes and what they say; nil where there is no file.
    private func contents(
        _ folder: StoreFolder, _ keeper: FileKeeper
    ) throws(StoreFailure) -> (bytes: [UInt8], file: CredentialsFile)? {
        guard let file = try folder.open(Self.name) else { return nil }
        try keeper.check(file.descriptor, file.path, wanted: 0o600)
        guard let bytes = try file.contents(limit: Self.limit) else { throw .file(path: file.path, .damaged) }
        do throws(FileStoreFailure) {
            return (bytes, try CredentialsFile(bytes))
        } catch {
            throw .file(path: file.path, error)
        }
    }
}

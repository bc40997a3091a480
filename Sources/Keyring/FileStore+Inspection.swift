internal import Glibc
package import Ports

extension FileStore {
    package func inspect() async -> StoreInspection {
        let paths = path.map { [$0, "\($0)/\(Self.name)"] } ?? []
        // As they are found: reading makes them private.
        let facts = paths.map { StoreFact.path($0, mode: Self.mode($0)) }
        do throws(StoreFailure) {
            let count = try await items().count
            return StoreInspection(facts: facts + [.items(count: count, locked: 0)])
        } catch {
            return StoreInspection(facts: facts, failure: error)
        }
    }

    /// nil: nothing travels.
    package func protection() async -> StoreProtection? { nil }

    private static func mode(_ path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? UInt32(status.st_mode & 0o7777) : nil
    }
}

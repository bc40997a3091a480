internal import Glibc
internal import Ports

/// An open file of the store's, closed with the last reference to it. Its calls block.
final class OwnFile: Sendable {
    /// How long is waited between two tries for a lock, at most.
    private static let pause = 20_000.0

    let path: String
    let descriptor: Int32

    init(_ path: String, _ descriptor: Int32) {
        (self.path, self.descriptor) = (path, descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// All that is in it; nil where that is more than `limit` bytes.
    func contents(limit: Int) throws(StoreFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw failure()
            }
        }
        return nil
    }

    /// Writes all of `bytes` to the disk, for the owner's eyes.
    func write(_ bytes: [UInt8]) throws(StoreFailure) {
        guard fchmod(descriptor, 0o600) == 0 else { throw failure() }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw failure()
            }
        }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Waits until no other process, and no other store of this one, has it locked, and locks it.
    func lock(_ time: WorkTime, limit: Duration) throws(StoreFailure) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure() }
            if time.isCancelled { throw .cancelled }
            guard time.left > .zero else { throw .file(path: path, .busy(after: limit)) }
            // Not all of those who wait at the same moment.
            usleep(UInt32(Self.pause * Double.random(in: 0.25...1)))
        }
    }

    /// Lets the next one have it, as its end would do.
    func unlock() {
        flock(descriptor, LOCK_UN)
    }

    private func failure() -> StoreFailure { .file(path: path, .system(code: errno)) }
}

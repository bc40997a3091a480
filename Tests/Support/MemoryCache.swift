import Ports
import Synchronization

/// A folder for caches in memory.
package final class MemoryCache: CacheFolder {
    private let files = Mutex<[String: [UInt8]]>([:])

    package init() {}

    /// The names of what is in it, sorted.
    package var names: [String] { files.withLock { $0.keys.sorted() } }

    package func read(_ name: String) -> [UInt8]? { files.withLock { $0[name] } }

    package func write(_ name: String, _ bytes: [UInt8]) { files.withLock { $0[name] = bytes } }

    package func remove(_ name: String) {
        files.withLock { files in
            files = files.filter { $0.key != name && !$0.key.hasPrefix(name + "/") }
        }
    }
}

/// Notes what would have been started.
package final class RecordedProgram: OwnProgram {
    private let recorded = Mutex<[[String]]>([])

    package init() {}

    /// The arguments of each start, in order.
    package var starts: [[String]] { recorded.withLock { $0 } }

    package func start(_ arguments: [String]) { recorded.withLock { $0.append(arguments) } }
}

import Ports
import Synchronization

/// One file, whatever it is called.
final class ByteFiles: Files {
    private let bytes: Mutex<[UInt8]>

    init(_ bytes: [UInt8]) {
        self.bytes = Mutex(bytes)
    }

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let bytes = bytes.withLock { $0 }
        if bytes.count > limit { throw .tooLarge(path: path, limit: limit) }
        return bytes
    }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        self.bytes.withLock { $0 = bytes }
    }

    func missingFolder(of path: String) -> String? { nil }

    func isProgram(_ name: String) -> Bool { false }

    func programPlaces(_ name: String) -> ProgramPlaces { ProgramPlaces(own: nil, onPath: []) }
}

package import Ports
import Synchronization

/// Files in memory.
package final class MemoryFiles: Files {
    private struct State {
        var contents: [String: [UInt8]]
        var failure: FileFailure?
        var missingFolders: Set<String> = []
    }

    private let state: Mutex<State>
    private let programs: Set<String>
    private let places: ProgramPlaces

    /// - Parameters:
    ///   - contents: text by path.
    ///   - programs: what is on `PATH`.
    ///   - places: where this program is, and others of its name.
    package init(
        _ contents: [String: String] = [:], programs: Set<String> = [],
        places: ProgramPlaces = ProgramPlaces(own: nil, onPath: [])
    ) {
        state = Mutex(State(contents: contents.mapValues { Array($0.utf8) }))
        self.programs = programs
        self.places = places
    }

    /// What a path holds now, as text.
    package func text(_ path: String) -> String? {
        state.withLock { $0.contents[path].map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Puts a text at a path without a call, as another process does.
    package func put(_ text: String, _ path: String) { state.withLock { $0.contents[path] = Array(text.utf8) } }

    /// What `replace` throws from now on.
    package func failWrites(with failure: FileFailure?) { state.withLock { $0.failure = failure } }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        guard let bytes = state.withLock({ $0.contents[path] }) else { throw .absent(path: path) }
        if bytes.count > limit { throw .tooLarge(path: path, limit: limit) }
        return bytes
    }

    package func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        let failure = state.withLock { state in
            if state.failure == nil { state.contents[path] = bytes }
            return state.failure
        }
        if let failure { throw failure }
    }

    /// From now on this folder is not there.
    package func lose(folder: String) { state.withLock { _ = $0.missingFolders.insert(folder) } }

    package func missingFolder(of path: String) -> String? {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return state.withLock { $0.missingFolders.contains(folder) } ? folder : nil
    }

    package func isProgram(_ name: String) -> Bool { programs.contains(name) }

    package func programPlaces(_ name: String) -> ProgramPlaces { places }
}

extension Files {
    /// For doubles that are about other things.
    package func missingFolder(of path: String) -> String? { nil }
}

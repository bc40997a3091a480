import JSON
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("coveo auth import --scrub")
struct AuthImportScrubTests {
    private static let path = "/home/ann/.config/@coveo/cli/config.json"

    @Test(
        "takes the token out of the file, and leaves every other byte",
        arguments: [
            (#"{"a":1,"accessToken":"canary-v","b":2}"#, #"{"a":1,"b":2}"#),
            (#"{"accessToken":"canary-v","b":2}"#, #"{"b":2}"#), (#"{"a":1,"accessToken":"canary-v"}"#, #"{"a":1}"#),
            (#"{"accessToken":"canary-v"}"#, "{}"), ("{ \"accessToken\" : \"canary-v\" }\n", "{  }\n"),
            (
                "{\n  \"organization\": \"acme\",\n  \"accessToken\": \"canary-v\",\n  \"n\": 1.50\n}\n",
                "{\n  \"organization\": \"acme\",\n  \"n\": 1.50\n}\n"
            ),
            (
                "{\n\t\"x\": {\"accessToken\": [\"}\", \"\\\"\"]},\n\t\"accessToken\": \"canary-v\"\n}",
                "{\n\t\"x\": {\"accessToken\": [\"}\", \"\\\"\"]}\n}"
            ),
            (
                #"{"s":"\u0061\/\"accessToken\":","access\u0054oken":"canary-v","z":[]}"#,
                #"{"s":"\u0061\/\"accessToken\":","z":[]}"#
            ),
            ("\u{FEFF}{\"é\":\"ü\",\"accessToken\":\"canary-v\",\"n\":-1e+2}", "\u{FEFF}{\"é\":\"ü\",\"n\":-1e+2}"),
        ])
    func bytes(before: String, after: String) async throws {
        var desk = Desk()
        desk.files = MemoryFiles([Self.path: before])
        let ran = await desk.coveo("auth", "import", "--scrub")
        #expect(ran.code == 0)
        #expect(desk.files.text(Self.path) == after)
        #expect(ran.error.hasSuffix("✓ Removed the token from \(Self.path)\n"))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-v")
        #expect(await desk.coveo("auth", "import", "--scrub").code == 77)
    }

    @Test("a key that is not there leaves the text as it is")
    func nothing() {
        let text = Array(#"{"a":{"b":1},"c":"b"}"#.utf8)
        #expect(JSONMemberCut(text).removing("b") == text)
        #expect(JSONMemberCut(Array("{}".utf8)).removing("b") == Array("{}".utf8))
    }

    @Test("at each moment the token is in the store or in the file")
    func order() async throws {
        let files = WatchedFiles()
        let store = MemoryStore()
        files.watch { path, bytes in
            guard path == Self.path else { return }
            #expect(store.text("default")?.contains("canary-v") == true, "the store has it first")
            #expect(store.calls.suffix(2) == ["write default", "read default"], "and it was read back")
            #expect(!bytes.contains("canary"))
        }
        let ran = await run(files, store)
        #expect(ran.code == 0)
        #expect(files.written.contains(Self.path))
    }

    @Test("a file that changed meanwhile is left alone: 1, and the login is made")
    func changed() async throws {
        let files = WatchedFiles()
        let store = MemoryStore()
        files.watch { path, _ in
            if path.hasSuffix("coveo/config.json") { files.put(#"{"accessToken":"canary-w"}"#) }
        }
        let ran = await run(files, store)
        #expect(ran.code == 1)
        #expect(ran.error.contains("\(Self.path) changed meanwhile: nothing was removed there\nhint: "))
        #expect(!files.written.contains(Self.path))
        #expect(store.text("default")?.contains("canary-v") == true)
        #expect(ran.output.contains(#""profile":"default""#))
    }

    @Test("a file that can't be written is 73, and says that the token still stands there")
    func unwritable() async throws {
        let files = WatchedFiles(refusing: Self.path)
        let store = MemoryStore()
        let ran = await run(files, store)
        #expect(ran.code == 73)
        #expect(ran.error.contains("error: the login was taken over, but its token still stands in the file: "))
        #expect(store.text("default")?.contains("canary-v") == true)
    }

    private func run(_ files: WatchedFiles, _ store: MemoryStore) async -> Ran {
        var desk = Desk(store: store)
        desk.otherFiles = files
        return await desk.coveo("auth", "import", "--scrub", "--json")
    }

    /// The vendor's file, and what is written to it.
    private final class WatchedFiles: Files {
        private struct State {
            var text = #"{"region":"us","accessToken":"canary-v"}"#
            var written: [String] = []
            var watcher: @Sendable (String, String) -> Void = { _, _ in }
        }

        private let state = Mutex(State())
        private let refused: String?

        init(refusing path: String? = nil) {
            refused = path
        }

        /// The paths that were written, in order.
        var written: [String] { state.withLock { $0.written } }

        func put(_ text: String) { state.withLock { $0.text = text } }
        func watch(_ watcher: @escaping @Sendable (String, String) -> Void) { state.withLock { $0.watcher = watcher } }

        func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
            guard path == AuthImportScrubTests.path else { throw .absent(path: path) }
            return state.withLock { Array($0.text.utf8) }
        }

        func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
            if path == refused { throw .denied(path: path) }
            let watcher = state.withLock { $0.watcher }
            watcher(path, String(decoding: bytes, as: UTF8.self))
            state.withLock { $0.written.append(path) }
        }

        func isProgram(_ name: String) -> Bool { false }

        func programPlaces(_ name: String) -> ProgramPlaces { ProgramPlaces(own: nil, onPath: []) }
    }
}

import Ports
import Support
import Synchronization
import Testing

@testable import CoveoCommands

@Suite("What is told of a command ahead of the parser")
struct GlanceTests {
    private func glance(
        _ line: String, _ configuration: String? = nil, _ environment: [String: String] = [:]
    ) -> Glance {
        let files = MemoryFiles(configuration.map { [Desk.configuration: $0] } ?? [:])
        return Glance(
            arguments: line.split(separator: " ").map(String.init),
            environment: Environment(["HOME": "/home/ann"].merging(environment) { $1 }), files: files)
    }

    private static let file = #"{"profile":"w","profiles":{"w":{"store":"file"},"s":{"store":"secret-service"}}}"#

    @Test("the Secret Service is opened where the command will choose it")
    func opened() {
        #expect(glance("sources list").serviceTimeout == .seconds(5))
        #expect(glance("auth token", nil, ["COVEO_STORE_TIMEOUT": "2"]).serviceTimeout == .seconds(2))
        #expect(glance("auth token", "{}").serviceTimeout != nil)
        #expect(glance("auth token --profile s", Self.file).serviceTimeout != nil)
        #expect(glance("auth token --profile=other", Self.file).serviceTimeout != nil)
        #expect(glance("auth token", Self.file, ["COVEO_PROFILE": "s"]).serviceTimeout != nil)
        #expect(glance("auth token", Self.file, ["COVEO_CREDENTIAL_STORE": "secret-service"]).serviceTimeout != nil)
        #expect(glance("login --store secret-service", Self.file).serviceTimeout != nil)
        #expect(glance("sources show -- --store=file").serviceTimeout != nil)
    }

    @Test("and not where it will choose another one, or fail, or needs none")
    func closed() {
        #expect(glance("sources list", Self.file).serviceTimeout == nil)
        #expect(glance("sources list --profile w", Self.file, ["COVEO_PROFILE": "s"]).serviceTimeout == nil)
        for value in ["file", "helper:pass", "keychain"] {
            #expect(glance("sources list", nil, ["COVEO_CREDENTIAL_STORE": value]).serviceTimeout == nil)
            #expect(glance("login --store \(value)").serviceTimeout == nil)
            #expect(glance("login --store=\(value)").serviceTimeout == nil)
        }
        #expect(glance("sources list", "{").serviceTimeout == nil)
        #expect(glance("sources list", #"{"profiles":{"default":{"store":"keychain"}}}"#).serviceTimeout == nil)
        #expect(glance("sources list", nil, ["COVEO_STORE_TIMEOUT": "soon"]).serviceTimeout == nil)
        #expect(glance("sources list", nil, ["COVEO_ACCESS_TOKEN": "canary"]).serviceTimeout == nil)
        for line in [
            "--version", "completion bash", "help login", "config list", "login --help", "sources create --dry-run",
        ] {
            #expect(glance(line).serviceTimeout == nil, "\(line)")
        }
    }

    @Test("whose session is read first is known where a command begins with one")
    func profile() {
        #expect(glance("auth token").profile == "default")
        #expect(glance("sources list --profile s", Self.file).profile == "s")
        #expect(glance("source show x", #"{"profile":"a b"}"#, ["COVEO_PROFILE": ""]).profile == "a b")
        for line in ["login", "logout", "auth status", "auth move --to file", "profiles list", "config list"] {
            #expect(glance(line).profile == nil, "\(line)")
        }
        #expect(glance("auth token", Self.file).profile == nil)
    }

    @Test("what was read is read once: the command goes on with it")
    func readOnce() async {
        let desk = Desk()
        desk.files.put(#"{"profiles":{"default":{"timeout":7}}}"#, Desk.configuration)
        let files = CountingFiles(base: desk.files)
        var counted = desk
        counted.otherFiles = files
        _ = await counted.coveo("auth", "token")
        // Once more where there is no login: it may have been moved meanwhile.
        #expect(files.reads(of: Desk.configuration) == 2)
        _ = await counted.coveo("config", "list")
        #expect(files.reads(of: Desk.configuration) == 3)
    }
}

/// Files, and how often each was read.
private final class CountingFiles: Files {
    private let base: MemoryFiles
    private let counts = Mutex<[String: Int]>([:])

    init(base: MemoryFiles) {
        self.base = base
    }

    func reads(of path: String) -> Int { counts.withLock { $0[path] ?? 0 } }

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        counts.withLock { $0[path, default: 0] += 1 }
        return try base.read(path, limit: limit)
    }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) { try base.replace(path, with: bytes) }

    func isProgram(_ name: String) -> Bool { base.isProgram(name) }

    func programPlaces(_ name: String) -> ProgramPlaces { base.programPlaces(name) }
}

import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("Credential helpers that misbehave", .timeLimit(.minutes(2)))
struct HelperMisbehaviourTests {
    private static let limit = Duration.milliseconds(400)
    private static let canary = "canary-4711-abcdefghijklmnop"
    private static let secret = Redacted(Array(#"{"version":1,"token":"\#(canary)"}"#.utf8))

    private let helper: ScriptedHelper

    init() throws {
        helper = try ScriptedHelper()
    }

    /// What each call of the store ends with.
    private func failures(_ open: () -> CredentialHelperStore) async -> [StoreFailure?] {
        var failures: [StoreFailure?] = []
        func note(_ body: () async throws(StoreFailure) -> Void) async { failures.append(await failure(of: body)) }
        await note { () throws(StoreFailure) in
            _ = try await open().read(profile: "a", interaction: .never)
        }
        await note { () throws(StoreFailure) in
            try await open().write(Self.secret, profile: "a", platformHost: "h", interaction: .never)
        }
        await note { () throws(StoreFailure) in
            _ = try await open().delete(profile: "a", interaction: .allowed)
        }
        await note { () throws(StoreFailure) in try await open().probe(interaction: .allowed) }
        await note { () throws(StoreFailure) in _ = try await open().items() }
        return failures
    }

    private func all(_ failure: HelperFailure) -> [StoreFailure?] {
        Array(repeating: .helper(program: ScriptedHelper.program, failure), count: 5)
    }

    @Test("each call says that the program is missing")
    func missing() async {
        let found = await failures {
            CredentialHelperStore(
                helper: "scripted", timeout: .seconds(30),
                environment: Environment(["PATH": "/nowhere:.:", "HOME": "/"]))
        }
        #expect(found == all(.missing))
    }

    @Test("each call says why the program can't be started", arguments: [(0o644, EACCES), (0o755, ENOEXEC)])
    func unstartable(_ mode: Int, _ code: Int32) async throws {
        let folder = TemporaryFolder()
        _ = FileManager.default.createFile(
            atPath: folder.path(ScriptedHelper.program), contents: Data("exit 0\n".utf8),
            attributes: [.posixPermissions: mode])
        let found = await failures {
            CredentialHelperStore(
                helper: "scripted", timeout: .seconds(30), environment: Environment(["PATH": folder.path("")]))
        }
        #expect(found == all(.unstartable(code: code)))
    }

    @Test("a failure has the status and the helper's words in one line")
    func failed() async throws {
        let found = await failures { helper.store("fail") }
        #expect(found == all(.failed(status: 3, message: "the vault is \u{1B}[1msealed; ask somebody")))
    }

    @Test("a crash has its signal")
    func crash() async throws {
        #expect(await failures { helper.store("crash") } == all(.killed(signal: SIGSEGV)))
    }

    @Test("what is not by the protocol is no answer", arguments: ["garbage", "array", "flood"])
    func garbled(_ mood: String) async throws {
        #expect(await failures { helper.store(mood) } == all(.garbled))
    }

    @Test("an item without its secret is no answer, nor one whose base64 is broken")
    func bare() async throws {
        await #expect(throws: StoreFailure.helper(program: ScriptedHelper.program, .garbled)) {
            _ = try await helper.store("bare").read(profile: "a", interaction: .never)
        }
        try Data(#"{"https://coveo.cli.invalid/session/a":["h","base64:!"]}"#.utf8)
            .write(to: URL(filePath: helper.path("items.json")))
        await #expect(throws: StoreFailure.helper(program: ScriptedHelper.program, .garbled)) {
            _ = try await helper.store().read(profile: "a", interaction: .never)
        }
    }

    @Test("one that hangs is ended with its children when its time is over", arguments: ["hang", "stubborn"])
    func hangs(_ mood: String) async throws {
        let found = await failures { helper.store(mood, timeout: Self.limit) }
        #expect(found == all(.noAnswer(after: Self.limit)))
        // As many as came so far.
        for process in helper.lines("processes").compactMap(Int32.init) {
            #expect(await hasEnded(process), "\(process)")
        }
    }

    @Test("the time is for all answers together")
    func together() async throws {
        let store = helper.store("hang", timeout: .seconds(2))
        #expect(await failures { store } == all(.noAnswer(after: .seconds(2))))
        #expect(helper.lines("processes").count <= 2, "one run, with its child")
    }

    @Test("a task that is cancelled ends the helper, and a call that waits behind it", arguments: ["hang", "stubborn"])
    func cancelled(_ mood: String) async throws {
        let store = helper.store(mood)
        let tasks = (0..<3).map { _ in Task { try await store.read(profile: "a", interaction: .never) } }
        while helper.lines("processes").count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        for task in tasks { task.cancel() }
        for task in tasks {
            await #expect(throws: StoreFailure.cancelled) { _ = try await task.value }
        }
        for process in helper.lines("processes").compactMap(Int32.init) { #expect(await hasEnded(process)) }
    }

    @Test("one that reads nothing costs neither the process nor the time, however long the secret")
    func deaf() async throws {
        let secret = Redacted([UInt8](repeating: 7, count: 400_000))
        try await helper.store("deaf").write(secret, profile: "a", platformHost: "h", interaction: .never)
    }

    @Test("no secret is in what a failure says, whatever a helper prints", arguments: ["echo", "leak"])
    func quiet(_ mood: String) async throws {
        try await helper.store().write(Self.secret, profile: "a", platformHost: "h", interaction: .never)
        let found = await failures { helper.store(mood) }
        #expect(!found.contains(nil))
        #expect(!String(describing: found).contains("4711"), "\(found)")
    }

    /// A process that was killed is gone a moment later: its new parent takes note of it first.
    private func hasEnded(_ process: Int32) async -> Bool {
        for _ in 0..<400 {
            if kill(process, 0) != 0 || Self.isZombie(process) { return true }
            // Cut short it is asked again at once.
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    private static func isZombie(_ process: Int32) -> Bool {
        // Where it is not there, it has ended too.
        guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return line.split(separator: ")").last?.hasPrefix(" Z") ?? true
    }
}

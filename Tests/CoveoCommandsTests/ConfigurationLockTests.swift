import Ports
import Support
import Synchronization
import Testing

@Suite("config.json and commands at the same time")
struct ConfigurationLockTests {
    private static func desk(_ text: String? = nil, lock: MemoryLock = MemoryLock()) -> (Desk, WatchedFiles) {
        var desk = Desk()
        if let text { desk.files = MemoryFiles([Desk.configuration: text]) }
        desk.locks = lock
        let files = WatchedFiles(desk.files, lock)
        desk.otherFiles = files
        return (desk, files)
    }

    private static let two = #"{"profiles":{"a":{"organization":"x"},"b":{"organization":"y"}}}"#

    @Test("whoever changes it reads it anew and writes it under one lock, which is free again after it")
    func locked() async throws {
        let commands: [[String]] = [
            ["config", "set", "timeout", "60", "--profile", "a"],
            ["config", "unset", "organization", "--profile", "a"], ["profiles", "use", "b"],
            ["profiles", "remove", "a", "--yes"], ["login", "--with-token"],
        ]
        for command in commands {
            let lock = MemoryLock()
            let (desk, files) = Self.desk(Self.two, lock: lock)
            let ran = await desk.run(command, terminal: .pipe("canary-token"))
            #expect(ran.code == 0, "\(command): \(ran.error)")
            // A login looks, under the lock of its session, whether its profile was moved to another store meanwhile.
            let events = files.events.filter { !$0.contains("under session-") }
            #expect(events == ["read", "read under configuration", "replace under configuration"], "\(command)")
            #expect(lock.held.isEmpty)
        }
    }

    @Test("what another command wrote since this one began stays")
    func changedMeanwhile() async throws {
        let (desk, files) = Self.desk(Self.two)
        // The other command is through before this one has the lock.
        files.afterFirstRead = { [files = desk.files] in
            // A failure would be seen below, in what the file holds.
            try? files.replace(
                Desk.configuration, with: Array(#"{"profile":"b","profiles":{"a":{"color":"never"},"b":{}}}"#.utf8))
        }
        #expect(await desk.coveo("config", "set", "timeout", "60", "--profile", "a").code == 0)
        let text = try #require(desk.files.text(Desk.configuration))
        #expect(text.contains(#""profile": "b""#) && text.contains(#""color": "never""#))
        #expect(text.contains(#""timeout": 60"#))
    }

    @Test(
        "where the lock can't be had the change is made without it",
        arguments: [ProcessLockFailure.unavailable(path: nil, code: 2), .timedOut(after: .seconds(2))])
    func without(failure: ProcessLockFailure) async throws {
        let (desk, _) = Self.desk(Self.two, lock: MemoryLock(failure: failure))
        let ran = await desk.coveo("profiles", "use", "b")
        #expect(ran.code == 0)
        #expect(!ran.error.contains("lock"))
        #expect(desk.files.text(Desk.configuration)?.contains(#""profile": "b""#) == true)
    }

    @Test("one that is cancelled while it waits for the lock changes nothing")
    func cancelled() async {
        let (desk, files) = Self.desk(Self.two, lock: MemoryLock(failure: .cancelled))
        #expect(await desk.coveo("profiles", "use", "b").code == 130)
        #expect(files.events == ["read"])
    }

    @Test(
        "a command that changes nothing reads it once, and takes no lock for it",
        arguments: [
            ["sources", "list"], ["auth", "token"], ["auth", "status", "--offline"], ["profiles", "list"],
            ["config", "list"], ["config", "get", "organization", "--profile", "a"],
        ])
    func once(command: [String]) async throws {
        let lock = MemoryLock()
        var (desk, files) = Self.desk(Self.two, lock: lock)
        desk.platform = ScriptedPlatform(["GET \(Given.sources)/pages": [.success(Given.page())]])
        try await desk.logIn(Given.session())
        let ran = await desk.run(command, showsToken: true)
        #expect(ran.code == 0, "\(ran.error)")
        #expect(files.events == ["read"])
        #expect(lock.acquired.isEmpty)
    }
}

/// Files of which each reading and writing of `config.json` is kept, with the locks that are held then.
private final class WatchedFiles: Files {
    private struct State {
        var events: [String] = []
        var afterFirstRead: @Sendable () -> Void = {}
    }

    private let base: MemoryFiles
    private let lock: MemoryLock
    private let state = Mutex(State())

    init(_ base: MemoryFiles, _ lock: MemoryLock) {
        self.base = base
        self.lock = lock
    }

    var events: [String] { state.withLock { $0.events } }

    var afterFirstRead: @Sendable () -> Void {
        get { state.withLock { $0.afterFirstRead } }
        set { state.withLock { $0.afterFirstRead = newValue } }
    }

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let isFirst = events.isEmpty
        keep("read", path)
        let bytes = try base.read(path, limit: limit)
        if isFirst { afterFirstRead() }
        return bytes
    }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        keep("replace", path)
        try base.replace(path, with: bytes)
    }

    func isProgram(_ name: String) -> Bool { base.isProgram(name) }

    func programPlaces(_ name: String) -> ProgramPlaces { base.programPlaces(name) }

    private func keep(_ what: String, _ path: String) {
        guard path == Desk.configuration else { return }
        let held = lock.held
        let event = held.isEmpty ? what : "\(what) under \(held.joined(separator: ", "))"
        state.withLock { $0.events.append(event) }
    }
}

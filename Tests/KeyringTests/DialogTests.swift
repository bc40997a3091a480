import Keyring
import Ports
import Support
import Synchronization
import Testing

@Suite(
    "Dialogs of the Secret Service", .enabled(if: PrivateSession.isAvailable(.fake("plain"))),
    .timeLimit(.minutes(1)))
struct DialogTests {
    /// A locked service with a dialog that ends as the rig's mode says, and how often one was waited for.
    private func with(
        _ dialog: String, timeout: Duration = .seconds(30), limit: Duration = .seconds(120),
        _ body: (SecretServiceStore, PrivateSession) async throws -> Void
    ) async throws -> Int {
        let session = try await PrivateSession.start(.fake("dialog=" + dialog))
        let notices = Mutex(0)
        let channel = SecretServiceChannel(timeout: timeout, environment: session.environment, dialogLimit: limit)
        try await body(SecretServiceStore(channel: channel) { notices.withLock { $0 += 1 } }, session)
        await session.stop()
        return notices.withLock { $0 }
    }

    /// The calls on dialogs, in their order.
    private func prompts(_ monitor: BusMonitor) async throws -> [String] {
        BusMonitor.methods(try await monitor.traffic()).filter(["Prompt", "Dismiss"].contains)
    }

    /// The same with a service that opens its dialog by itself, at a search.
    private func withSearch(
        _ dialog: String, timeout: Duration = .seconds(30), _ interaction: StoreInteraction, isAhead: Bool
    ) async throws -> (Result<StoreReading, StoreFailure>, notices: Int, searches: Int) {
        let session = try await PrivateSession.start(.fake("search=" + dialog))
        let notices = Mutex(0)
        let monitor = try await BusMonitor(session)
        let channel = SecretServiceChannel(timeout: timeout, environment: session.environment)
        if isAhead { channel.open(reading: "a") }
        let store = SecretServiceStore(channel: channel) { notices.withLock { $0 += 1 } }
        let reading: Result<StoreReading, StoreFailure>
        do throws(StoreFailure) {
            reading = .success(try await store.read(profile: "a", interaction: interaction))
        } catch {
            reading = .failure(error)
        }
        let searches = BusMonitor.methods(try await monitor.traffic()).filter { $0 == "SearchItems" }.count
        await session.stop()
        return (reading, notices.withLock { $0 }, searches)
    }

    @Test(
        "a dialog that a search opens stops the clock like any other, and is asked about once",
        arguments: [false, true])
    func search(isAhead: Bool) async throws {
        let (unlocked, notices, searches) = try await withSearch(
            "4", timeout: .seconds(2), .allowed, isAhead: isAhead)
        guard case .success(.absent) = unlocked else {
            Issue.record("\(unlocked)")
            return
        }
        #expect(notices == 1)
        #expect(searches == 1)
        let (dismissed, _, _) = try await withSearch("dismissed", .allowed, isAhead: isAhead)
        guard case .failure(.dismissed) = dismissed else {
            Issue.record("\(dismissed)")
            return
        }
    }

    @Test("such a dialog is not waited for without leave to ask", arguments: [false, true])
    func searchNever(isAhead: Bool) async throws {
        let (reading, notices, _) = try await withSearch("1000", .never, isAhead: isAhead)
        guard case .success(.locked) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(notices == 0)
    }

    @Test("while a dialog is open the service's time stands still, and the person hears of it", arguments: ["3", "4"])
    func completed(seconds: String) async throws {
        let notices = try await with(seconds, timeout: .seconds(2)) { store, _ in
            guard case .absent = try await store.read(profile: "a", interaction: .allowed) else {
                Issue.record("not unlocked")
                return
            }
            try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        }
        #expect(notices == 1)
    }

    @Test("a service that answers only when its dialog is closed has asked all the same")
    func blocking() async throws {
        let notices = try await with("blocking") { store, _ in try await store.probe(interaction: .allowed) }
        #expect(notices == 1)
    }

    @Test("a dialog that nobody answers is taken off the screen when its limit is over")
    func limit() async throws {
        let limit = Duration.seconds(1)
        let notices = try await with("open", limit: limit) { store, session in
            let monitor = try await BusMonitor(session)
            await #expect(throws: StoreFailure.noAnswer(after: limit)) {
                _ = try await store.probe(interaction: .allowed)
            }
            #expect(try await prompts(monitor) == ["Prompt", "Dismiss"])
        }
        #expect(notices == 1)
    }

    @Test("a cancelled task leaves no dialog on the screen")
    func cancelled() async throws {
        let session = try await PrivateSession.start(.fake("dialog=open"))
        let monitor = try await BusMonitor(session)
        let (notices, notice) = AsyncStream<Void>.makeStream()
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment) { notice.yield() }
        await withTaskGroup { group in
            group.addTask {
                await #expect(throws: StoreFailure.cancelled) {
                    _ = try await store.read(profile: "a", interaction: .allowed)
                }
            }
            for await _ in notices { break }
            group.cancelAll()
        }
        #expect(try await prompts(monitor) == ["Prompt", "Dismiss"])
        await session.stop()
    }

    @Test("a dialog that the person dismisses is told from a locked keyring")
    func dismissed() async throws {
        _ = try await with("dismissed") { store, _ in
            await #expect(throws: StoreFailure.dismissed) {
                _ = try await store.read(profile: "a", interaction: .allowed)
            }
            await #expect(throws: StoreFailure.dismissed) {
                try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .allowed)
            }
            await #expect(throws: StoreFailure.dismissed) {
                _ = try await store.delete(profile: "a", interaction: .allowed)
            }
            await #expect(throws: StoreFailure.dismissed) { try await store.probe(interaction: .allowed) }
        }
    }

    @Test("a service that leaves while its dialog is open is gone")
    func vanished() async throws {
        _ = try await with("vanish") { store, _ in
            await #expect(throws: StoreFailure.noService) {
                _ = try await store.read(profile: "a", interaction: .allowed)
            }
        }
    }

    @Test("a dialog that ends with nonsense has unlocked nothing")
    func garbage() async throws {
        _ = try await with("garbage") { store, _ in
            await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: .allowed) }
        }
    }

    @Test("without leave to ask no dialog is shown, and the store is locked")
    func never() async throws {
        let notices = try await with("open") { store, session in
            let monitor = try await BusMonitor(session)
            guard case .locked = try await store.read(profile: "a", interaction: .never) else {
                Issue.record("not locked")
                return
            }
            await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: .never) }
            await #expect(throws: StoreFailure.locked) {
                try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
            }
            await #expect(throws: StoreFailure.locked) {
                _ = try await store.delete(profile: "a", interaction: .never)
            }
            await #expect(throws: StoreFailure.locked) { _ = try await store.items() }
            #expect(await store.inspect().failure == nil)
            let methods = Set(BusMonitor.methods(try await monitor.traffic()))
            #expect(methods.isDisjoint(with: ["Unlock", "Prompt"]), "\(methods)")
        }
        #expect(notices == 0)
    }
}

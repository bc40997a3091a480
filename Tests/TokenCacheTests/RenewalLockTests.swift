import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("Renewal and its lock", .timeLimit(.minutes(1)))
struct RenewalLockTests {
    @Test("others that hold it all the time are told with how long it was")
    func timedOut() async throws {
        let world = Renewing(life: 0, lock: MemoryLock(failure: .timedOut(after: .seconds(40))), [])
        let failure = await Renewing.failure { try await world.tokens().current() }
        guard case RenewalFailure.lockTimedOut(.seconds(40))? = failure else {
            Issue.record("\(failure as Any)")
            return
        }
    }

    @Test("a token that is still valid needs no lock")
    func timedOutValid() async throws {
        let world = Renewing(lock: MemoryLock(failure: .timedOut(after: .seconds(40))), [])
        #expect(try await world.tokens().current() == AccessToken("canary-a"))
    }

    @Test("without a lock the renewal goes on")
    func unavailable() async throws {
        let lock = MemoryLock(failure: .unavailable(path: "/x", code: 13))
        let world = Renewing(life: 0, lock: lock, Renewing.rotating)
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(try await world.stored?.tokens.refreshToken == Redacted("canary-r2"))
    }

    @Test("one who is cancelled while waiting for it asks nobody, and lets the next one have it")
    func cancelledWaiting() async throws {
        let world = Renewing(life: 30, [])
        let holder = try await world.lock.acquire(world.lockName, within: .zero)
        let waiting = Task { try await world.tokens().current() }
        await Renewing.until { world.lock.waiting == 1 }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        holder.release()
        #expect(world.lock.held.isEmpty && world.server.requests.isEmpty)
    }

    @Test("one who was cancelled before sends nothing, although the lock is free")
    func cancelledBefore() async throws {
        let world = Renewing(life: 0, [])
        let session = Renewing.session(life: 0)
        let cancelled = Task {
            await Renewing.until { Task.isCancelled }
            return try await world.renewal.renew(session, .wanted)
        }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(world.lock.acquired.count == 1 && world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("a store that is cancelled under the lock leaves no failure for the others")
    func cancelledReading() async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        world.memory.fail(with: .cancelled)
        await #expect(throws: CancellationError.self) { try await tokens.current() }
        #expect(world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("once the refresh token is on its way, whoever is cancelled waits until the answer is stored")
    func cancelledSending() async throws {
        let world = Renewing(life: 0, isGated: true, Renewing.rotating)
        let sending = Task { try await world.tokens().current() }
        await Renewing.until { world.gate?.arrived == 1 }
        sending.cancel()
        #expect(world.lock.held == [world.lockName])
        world.gate?.open()
        #expect(try await sending.value == AccessToken("canary-a2"))
        #expect(try await world.stored?.tokens.refreshToken == Redacted("canary-r2"))
        #expect(world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("killed before, in and after the request: the next command finds the login, or says what was lost")
    func killed() async throws {
        // A process that was killed leaves what it had noted and stored so far, and no lock.
        let before = Renewing(life: 0, Renewing.rotating)
        before.lock.leave(Renewing.unfinished)
        #expect(try await before.tokens().current() == AccessToken("canary-a2"), "the server never got it")
        let after = Renewing(life: 0, [])
        after.lock.leave(Renewing.unfinished)
        var stored = Renewing.renewedElsewhere()
        stored.issuedAt = after.clock.now
        after.store(stored)
        #expect(try await after.tokens().current() == AccessToken("canary-a2"), "it was stored by then")
        let cut = Renewing(life: 0, Renewing.answer)
        cut.lock.leave(#"{"unfini"#)
        #expect(try await cut.tokens().current() == AccessToken("canary-a2"), "half a note is none")
    }
}

import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("Renewal beside other processes", .timeLimit(.minutes(1)))
struct RenewalElsewhereTests {
    @Test("what another process has renewed meanwhile is used without a request", arguments: [3_600, 30])
    func renewed(life: Double) async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        var session = Renewing.renewedElsewhere(life: life)
        session.issuedAt = world.clock.now
        world.store(session)
        #expect(try await tokens.current() == AccessToken("canary-a2"), "a short life is the server's choice")
        #expect(world.lock.held.isEmpty)
    }

    @Test("what another process has renewed since is used even where it has ended already")
    func renewedWithoutLife() async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        var session = Renewing.renewedElsewhere(life: 0)
        session.issuedAt = world.clock.now
        world.store(session)
        #expect(try await tokens.current() == AccessToken("canary-a2"))
    }

    @Test("what another process renewed long ago is renewed again where it is due")
    func renewedLongAgo() async throws {
        let world = Renewing(life: 0, #"{"access_token":"canary-a3"}"#)
        let tokens = world.tokens()
        _ = try await tokens.session()
        world.store(Renewing.renewedElsewhere(life: 30))
        #expect(try await tokens.current() == AccessToken("canary-a3"))
        #expect(world.server.body(0).contains("refresh_token=canary-r2"), "with the refresh token that is stored now")
    }

    @Test("after a refusal, what another process has renewed is used without a request")
    func replaced() async throws {
        let world = Renewing(life: 3_600, [])
        let tokens = world.tokens()
        let token = try await tokens.current()
        world.store(Renewing.renewedElsewhere())
        #expect(try await tokens.replacing(token) == AccessToken("canary-a2"))
    }

    @Test("another account's or platform's login that came meanwhile is not used for this command, and stays")
    func otherLogin() async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        var other = Sample.least
        other.account = "other@example.com"
        world.store(other)
        await #expect(throws: RenewalFailure.self) { try await tokens.current() }
        #expect(world.memory.text("p") == Renewing.text(other))
    }

    @Test("another login that can't be renewed, and ends while the command runs, is expired")
    func otherLoginEnds() async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        var other = Renewing.renewedElsewhere()
        other.tokens.refreshToken = nil
        other.tokens.expiresAt = Sample.start + 100
        world.store(other)
        #expect(try await tokens.current() == AccessToken("canary-a2"))
        world.clock.advance(by: .seconds(100))
        await #expect(throws: TokenCacheFailure.expired(at: Sample.start + 100)) { try await tokens.current() }
    }

    @Test("a login that another process has ended meanwhile stays ended")
    func loggedOut() async throws {
        let world = Renewing(life: 0, [])
        let tokens = world.tokens()
        _ = try await tokens.session()
        _ = try await world.memory.delete(profile: "p", interaction: .never)
        await #expect(throws: TokenCacheFailure.notLoggedIn(profile: "p")) { try await tokens.current() }
        #expect(world.memory.text("p") == nil && world.lock.held.isEmpty)
    }

    @Test(
        "200 processes with an expired token make one renewal, and all succeed", arguments: ["3600", "30", "0", "-5"])
    func many(life: String) async throws {
        let world = Renewing(
            life: -5, isGated: true,
            #"{"access_token":"canary-a2","expires_in":\#(life),"refresh_token":"canary-r2"}"#)
        let processes = (0..<200).map { _ in world.tokens() }
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            for each in processes { group.addTask { try await each.current() } }
            await Renewing.until { world.lock.waiting == 199 }
            world.gate?.open()
            for try await token in group { #expect(token == AccessToken("canary-a2")) }
        }
        #expect(world.server.requests.count == 1)
        #expect(world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("many who wait for a server that hangs make one request, and fail together")
    func manyHang() async throws {
        let timeOut = TransportFailure.timedOut(host: "h", after: .seconds(30))
        let world = Renewing(life: 0, isGated: true, [.failure(timeOut)])
        let failures = await withTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { "\(await Renewing.failure { try await world.tokens().current() } as Any)" }
            }
            await Renewing.until { world.lock.waiting == 49 }
            world.clock.advance(by: .seconds(30))
            world.gate?.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.filter { $0.contains("failedElsewhere") && $0.contains("noAnswer") }.count == 49)
        #expect(failures.filter { $0.contains("timedOut") }.count == 1)
        #expect(world.server.requests.count == 1 && world.lock.held.isEmpty)
    }

    @Test("one who begins after the failure tries for itself")
    func later() async throws {
        let timeOut = TransportFailure.timedOut(host: "h", after: .seconds(30))
        let world = Renewing(life: 0, [.failure(timeOut), .success(.json(Renewing.answer))])
        #expect(await Renewing.failure { try await world.tokens().current() } != nil)
        world.clock.advance(by: .milliseconds(2))
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(world.lock.notes.isEmpty, "what failed before is over")
    }

    @Test("many who wait for a store that hangs wait once, and make no request")
    func storeHangs() async throws {
        let world = Renewing(life: 0, [])
        let holder = try await world.lock.acquire(world.lockName, within: .zero)
        let processes = (0..<20).map { _ in world.tokens() }
        for each in processes { _ = try await each.session() }
        let reads = world.memory.calls.count
        world.memory.fail(with: .noAnswer(after: .seconds(5)))
        await withTaskGroup(of: Void.self) { group in
            for each in processes {
                group.addTask { #expect(await Renewing.failure { try await each.current() } != nil) }
            }
            await Renewing.until { world.lock.waiting == 20 }
            holder.release()
        }
        #expect(world.memory.calls.count == reads + 1)
    }

    @Test("where one was refused, those that waited are told so, and don't ask the server again")
    func refusedElsewhere() async throws {
        let world = Renewing(life: 0, isGated: true, [.success(.json(#"{"error":"invalid_grant"}"#, status: 400))])
        let failures = await withTaskGroup(of: String.self) { group in
            for _ in 0..<10 {
                group.addTask { "\(await Renewing.failure { try await world.tokens().current() } as Any)" }
            }
            await Renewing.until { world.lock.waiting == 9 }
            world.gate?.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.filter { $0.contains("failedElsewhere") && $0.contains("Kind.refused") }.count == 9)
        #expect(world.server.requests.count == 1)
    }

    @Test("a failure that was noted before the last start of the machine is nobody's")
    func earlierBoot() async throws {
        let world = Renewing(life: 0, Renewing.answer)
        world.lock.leave(#"{"failure":"noAnswer","failedAt":86400000}"#)
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
    }
}

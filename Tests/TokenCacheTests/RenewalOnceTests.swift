import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("One renewal for all of a command's requests", .timeLimit(.minutes(1)))
struct RenewalOnceTests {
    @Test("many who ask for a token at once get the same renewed one")
    func current() async throws {
        let world = Renewing(Renewing.rotating)
        let tokens = world.tokens()
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            for _ in 0..<50 { group.addTask { try await tokens.current() } }
            for try await token in group { #expect(token == AccessToken("canary-a2")) }
        }
        #expect(world.server.requests.count == 1)
    }

    @Test("many whose token was refused at once get the same renewed one", arguments: [true, false])
    func replacing(isRead: Bool) async throws {
        let world = Renewing(life: 3_600, isGated: true, Renewing.rotating)
        let tokens = world.tokens()
        if isRead { _ = try await tokens.current() }
        try await withThrowingTaskGroup(of: AccessToken?.self) { group in
            for _ in 0..<50 { group.addTask { try await tokens.replacing(AccessToken("canary-a")) } }
            await Renewing.until { world.gate?.arrived == 1 }
            world.gate?.open()
            for try await token in group { #expect(token == AccessToken("canary-a2")) }
        }
        #expect(world.server.requests.count == 1)
    }

    @Test("a refused token that another request has replaced since is replaced without a renewal")
    func replaced() async throws {
        let world = Renewing(life: 3_600, Renewing.rotating)
        let tokens = world.tokens()
        for _ in 0..<3 {
            #expect(try await tokens.replacing(AccessToken("canary-a")) == AccessToken("canary-a2"))
        }
        #expect(try await tokens.replacing(AccessToken("canary-a2")) == nil, "the renewed one is refused too")
        #expect(world.server.requests.count == 1)
    }

    @Test("after a renewal that failed a refusal stands, and the server is not asked again")
    func failedOnce() async throws {
        let world = Renewing([.success(.plain("", status: 503))])
        let tokens = world.tokens()
        #expect(try await tokens.current() == AccessToken("canary-a"), "still valid")
        #expect(try await tokens.replacing(AccessToken("canary-a")) == nil)
        #expect(try await tokens.current() == AccessToken("canary-a"))
        #expect(world.server.requests.count == 1)
    }

    @Test("one caller who is cancelled leaves the others the renewal")
    func oneCancelled() async throws {
        let world = Renewing(life: 0, isGated: true, Renewing.rotating)
        let holder = try await world.lock.acquire(world.lockName, within: .zero)
        let tokens = world.tokens()
        let impatient = Task { try await tokens.current() }
        await Renewing.until { world.lock.waiting == 1 }
        let patient = (0..<5).map { _ in Task { try await tokens.current() } }
        for _ in 0..<100 { await Task.yield() }
        impatient.cancel()
        holder.release()
        world.gate?.open()
        for each in patient { #expect(try await each.value == AccessToken("canary-a2")) }
    }
}

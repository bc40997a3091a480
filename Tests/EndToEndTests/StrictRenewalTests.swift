import Foundation
import Support
import Testing

@Suite(
    "Renewal at a server that ends a login where a refresh token is used twice",
    .enabled(if: Facility.keyring && Facility.python), .timeLimit(.minutes(20)))
struct StrictRenewalTests {
    @Test("200 processes with an ended token make one renewal, and all of them get its token")
    func oneForAll() async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(life: -1, on: stage)
            try await server.play("slow:0.3")
            let outcomes = try await withThrowingTaskGroup(of: ChildProcess.Outcome.self) { group in
                for _ in 1...200 {
                    group.addTask {
                        try await stage.coveo("auth", "token", adding: server.variables, isSecret: true)
                    }
                }
                return try await group.reduce(into: [ChildProcess.Outcome]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0.end == .exited(0) }, "\(outcomes.map(\.errors))")
            #expect(Set(outcomes.map(\.output)).count == 1)
            #expect(try await server.count("renewals") == 1)
            #expect(try await server.requests("POST /token") == 1)
            let refreshToken = try await stage.storedToken("refreshToken")
            #expect(refreshToken != login.refreshToken)
            #expect(try await server.told(of: refreshToken).isLive)
        }
    }

    @Test("a lost answer is told with 69 and not asked for again: the second use would end the login")
    func lostAnswer() async throws {
        try await TokenServer.with { server, stage in
            try await server.logIn(life: -1, on: stage)
            try await server.play("lost:1")
            let outcome = try await stage.coveo("auth", "token", adding: server.variables)
            #expect(outcome.end == .exited(69), "\(outcome.errors)")
            #expect(try await server.requests("POST /token") == 1)
            #expect(try await server.count("reuses") == 0)
        }
    }

    @Test("a server that never answers costs one time-out, and the login stays")
    func hang() async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(life: -1, on: stage)
            try await server.play("hang")
            let outcome = try await stage.coveo("auth", "token", "--timeout", "1", adding: server.variables)
            #expect(outcome.end == .exited(75), "\(outcome.errors)")
            #expect(try await stage.storedToken("refreshToken") == login.refreshToken)
            try await server.play()
            let later = try await stage.coveo("auth", "token", adding: server.variables, isSecret: true)
            #expect(later.end == .exited(0), "\(later.errors)")
        }
    }

    @Test("many that wait for a server that never answers wait for one time-out, and ask once")
    func manyAtHang() async throws {
        try await TokenServer.with { server, stage in
            try await server.logIn(life: -1, on: stage)
            try await server.play("hang")
            let outcomes = try await withThrowingTaskGroup(of: ChildProcess.Outcome.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        try await stage.coveo("auth", "token", "--timeout", "15", adding: server.variables)
                    }
                }
                return try await group.reduce(into: [ChildProcess.Outcome]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0.end == .exited(75) }, "\(outcomes.map(\.errors))")
            #expect(outcomes.count { $0.errors.contains("another coveo process tried meanwhile") } == 19)
            #expect(try await server.requests("POST /token") == 1)
        }
    }

    @Test("a server that does not rotate this time leaves the old refresh token in the store")
    func keptRefreshToken() async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(life: -1, on: stage)
            try await server.play("keep:1")
            #expect(try await stage.coveo("auth", "refresh", adding: server.variables).end == .exited(0))
            #expect(try await stage.storedToken("refreshToken") == login.refreshToken)
            #expect(try await stage.storedToken("accessToken") != login.accessToken)
        }
    }

    @Test("a login that the server has ended: 77, after one try")
    func ended() async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(life: -1, on: stage)
            try await server.revoke(login.refreshToken)
            let outcome = try await stage.coveo("auth", "token", adding: server.variables)
            #expect(outcome.end == .exited(77), "\(outcome.errors)")
            #expect(outcome.errors.contains("coveo login"))
            #expect(try await server.requests("POST /token") == 1)
        }
    }

    @Test("a 401 is followed by one renewal: once it helps, for ever it doesn't loop")
    func unauthorized() async throws {
        try await TokenServer.with { server, stage in
            try await server.logIn(on: stage)
            try await server.play("401:1@/rest")
            let helped = try await stage.coveo("sources", "list", adding: server.variables)
            #expect(helped.end == .exited(0), "\(helped.errors)")
            #expect(try await server.count("renewals") == 1)
            try await server.play("401@/rest")
            let useless = try await stage.coveo("sources", "list", adding: server.variables)
            #expect(useless.end == .exited(77), "\(useless.errors)")
            #expect(try await server.count("renewals") == 2)
        }
    }
}

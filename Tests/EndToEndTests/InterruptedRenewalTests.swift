import Foundation
import Glibc
import Support
import Testing

@Suite(
    "Renewals that are interrupted", .enabled(if: Facility.keyring && Facility.python), .timeLimit(.minutes(20)))
struct InterruptedRenewalTests {
    @Test(
        "a signal while the server's answer is on its way ends the command once the new refresh token is stored",
        arguments: [
            (SIGINT, .exited(130)), (SIGTERM, .exited(143)), (SIGHUP, .signalled(SIGHUP)),
        ] as [(Int32, ChildEnd)])
    func signal(_ number: Int32, end: ChildEnd) async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(life: -1, on: stage)
            try await server.play("slow:8")
            let terminal = try stage.terminal(
                running: Binaries.coveo, ["auth", "refresh"], adding: server.variables)
            try await until { try await server.requests("POST /token") == 1 }
            terminal.signal(number)
            try await terminal.expect("finishing what must not be cut")
            #expect(try await terminal.wait() == end)
            let stored = try await stage.storedToken("refreshToken")
            #expect(stored != login.refreshToken)
            #expect(try await server.told(of: stored).isLive)
        }
    }

    /// Asks again and again, for 10 s at most.
    private func until(_ isSo: () async throws -> Bool) async throws {
        for _ in 1...200 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it never came to that")
    }
}

import Foundation
import Ports

extension PrivateSession {
    /// Runs a program of the system inside the session.
    package func run(_ arguments: [String], input: String = "") async throws -> ChildProcess.Outcome {
        try await ChildProcess("/usr/bin/env", arguments, environment: environment.all).run(input: .text(input))
    }

    /// Starts a Secret Service of the tests' own inside the session, and returns when it is there: see
    /// `Tests/rigs/fake-secrets --help`. It ends with the session, or when it is asked to.
    package func startFake(_ mode: String) throws -> HeldChild {
        let rig = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "rigs/fake-secrets").path
        let service = try HeldChild(rig, [mode], environment: environment.all)
        _ = service.read { $0.contains("ready") }
        return service
    }
}

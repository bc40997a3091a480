import Ports

extension PrivateSession {
    /// Runs a program of the system inside the session.
    package func run(_ arguments: [String], input: String = "") async throws -> ChildProcess.Outcome {
        try await ChildProcess("/usr/bin/env", arguments, environment: environment.all).run(input: .text(input))
    }
}

import Ports

/// How long a verification may wait, and how it polls.
enum VerificationWait {
    /// The typed `--wait`; zero where it was not typed.
    ///
    /// - Throws: 64 for a number out of range, or without `--verify` where that is needed.
    static func duration(_ typed: [Double], isAllowed: Bool) throws(Failure) -> Duration {
        guard let seconds = try single(typed, "--wait") else { return .zero }
        guard isAllowed else {
            throw Failure(.usage, "--wait stands beside --verify only", hint: "add --verify")
        }
        guard (0...86_400).contains(seconds) else {
            throw Failure(.usage, "--wait must be between 0 and 86400 seconds", hint: "as in --wait 60")
        }
        return .seconds(seconds)
    }

    /// The pause before poll number `poll` (from 1): half a second, growing to ten.
    static func pause(before poll: Int) -> Duration {
        var pause = 0.5
        for _ in 1..<max(1, min(poll, 20)) { pause = min(10, pause * 1.5) }
        return .seconds(pause)
    }
}

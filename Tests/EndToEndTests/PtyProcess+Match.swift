import Support
import Testing

extension PtyProcess {
    /// Waits until what the program has shown matches a pattern, wherever that is.
    func firstMatch(of pattern: Regex<Substring>, timeout: Duration = .seconds(20)) async throws -> String {
        let deadline = ContinuousClock.now + timeout
        while true {
            let isLast = isOver
            if let match = transcript.firstMatch(of: pattern) { return String(match.output) }
            try #require(!isLast && ContinuousClock.now < deadline, "what was waited for is not in: \(transcript)")
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

import Ports
import Support
import Synchronization

/// A recorded terminal whose three streams are terminals or pipes, each as the test says.
final class StagedTerminal: Terminal {
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool
    let columns: Int?
    private let record: RecordingTerminal
    private let reading: TerminalFailure?
    private let writing: TerminalFailure?
    private let onError: @Sendable (String) -> Void
    private let reads = Mutex(0)

    /// - Parameters:
    ///   - lines: what a person types; after the last one the input has ended.
    ///   - input: what is piped in.
    ///   - reading: what every read throws.
    ///   - writing: what every write to stdout throws.
    ///   - onError: sees each piece of stderr.
    init(
        inputIsTerminal: Bool = false, outputIsTerminal: Bool = false, errorIsTerminal: Bool = false,
        lines: [String?] = [], input: String = "", columns: Int? = nil, reading: TerminalFailure? = nil,
        writing: TerminalFailure? = nil, onError: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.inputIsTerminal = inputIsTerminal
        self.outputIsTerminal = outputIsTerminal
        self.errorIsTerminal = errorIsTerminal
        self.columns = columns
        self.reading = reading
        self.writing = writing
        self.onError = onError
        record = RecordingTerminal(lines: lines, input: input)
    }

    /// Everything in pipes, with `input` piped in.
    static func pipe(_ input: String = "") -> StagedTerminal { StagedTerminal(input: input) }

    /// A person at a terminal of 80 columns who types `lines`.
    static func person(_ lines: String?..., columns: Int = 80) -> StagedTerminal {
        StagedTerminal(
            inputIsTerminal: true, outputIsTerminal: true, errorIsTerminal: true, lines: lines, columns: columns)
    }

    /// A person whose stdout is captured, as in `id=$(coveo …)`.
    static func captured(_ lines: String?...) -> StagedTerminal {
        StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, lines: lines)
    }

    var output: String { record.output }
    var outputBytes: [UInt8] { record.outputBytes }
    var error: String { record.error }
    /// How often stdin was read, lines and all.
    var readCount: Int { reads.withLock { $0 } }

    func width(of text: String) -> Int { record.width(of: text) }

    func writeOutput(_ text: String) throws(TerminalFailure) {
        if let writing { throw writing }
        try record.writeOutput(text)
    }

    func writeOutput(bytes: [UInt8]) throws(TerminalFailure) {
        if let writing { throw writing }
        try record.writeOutput(bytes: bytes)
    }

    func writeError(_ text: String) {
        record.writeError(text)
        onError(text)
    }

    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        reads.withLock { $0 += 1 }
        if let reading { throw reading }
        return try await record.readLine(prompt: prompt, echo: echo)
    }

    func readPasted(prompt: String) async throws(TerminalFailure) -> String? {
        try await readLine(prompt: prompt, echo: true)
    }

    func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] {
        reads.withLock { $0 += 1 }
        if let reading { throw reading }
        return try await record.readInput(limit: limit)
    }
}

/// A clock that stands still: whoever sleeps on it sleeps until cancelled.
struct StoppedClock: Clock {
    let now = TestClock().now
    let uptime = Duration.zero

    func sleep(for duration: Duration) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}

package import Ports
import Synchronization

/// Streams in memory: typed lines and piped input go in, both outputs come out.
package final class RecordingTerminal: Terminal {
    private struct State {
        var output: [UInt8] = []
        var error = ""
        var lines: [String?]
        var input: [UInt8]
        var prompts: [String] = []
    }

    package let inputIsTerminal: Bool
    package let outputIsTerminal: Bool
    package let errorIsTerminal: Bool
    package let columns: Int?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - isTerminal: for all three streams.
    ///   - lines: what a person types, line by line; nil is Ctrl-D. After the last one the input has ended.
    ///   - input: what is piped in.
    package init(isTerminal: Bool = false, lines: [String?] = [], input: String = "", columns: Int? = nil) {
        inputIsTerminal = isTerminal
        outputIsTerminal = isTerminal
        errorIsTerminal = isTerminal
        self.columns = columns
        state = Mutex(State(lines: lines, input: Array(input.utf8)))
    }

    /// stdout so far.
    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    /// The same, to the byte.
    package var outputBytes: [UInt8] { state.withLock { $0.output } }
    /// stderr so far, prompts included.
    package var error: String { state.withLock { $0.error } }
    /// The prompts so far.
    package var prompts: [String] { state.withLock { $0.prompts } }

    /// Two columns for what East Asia writes and for emoji, one for all else.
    package func width(of text: String) -> Int {
        text.reduce(0) { $0 + ($1.unicodeScalars.first.map { $0.value >= 0x2E80 } == true ? 2 : 1) }
    }

    package func writeOutput(_ text: String) throws(TerminalFailure) { try writeOutput(bytes: Array(text.utf8)) }

    package func writeOutput(bytes: [UInt8]) throws(TerminalFailure) { state.withLock { $0.output += bytes } }

    package func writeError(_ text: String) { state.withLock { $0.error += text } }

    package func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        state.withLock { state in
            state.error += prompt
            state.prompts.append(prompt)
            return state.lines.isEmpty ? nil : state.lines.removeFirst()
        }
    }

    package func readPasted(prompt: String) async throws(TerminalFailure) -> String? {
        try await readLine(prompt: prompt, echo: true)
    }

    package func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] {
        let input = state.withLock { state in
            defer { state.input = [] }
            return state.input
        }
        if input.count > limit { throw .inputTooLarge(limit: limit) }
        return input
    }
}

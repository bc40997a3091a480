import Ports

extension World {
    /// The same with nobody at its terminal, and nothing on stderr.
    var silenced: World {
        var world = self
        world.terminal = SilentTerminal(base: terminal)
        return world
    }
}

/// A terminal at which nobody is, and whose stderr leads nowhere.
private struct SilentTerminal: TerminalLayer {
    let base: any Terminal

    var inputIsTerminal: Bool { false }
    var outputIsTerminal: Bool { false }
    var errorIsTerminal: Bool { false }
    var columns: Int? { nil }

    func writeError(_ text: String) {}

    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? { nil }

    func readPasted(prompt: String) async throws(TerminalFailure) -> String? { nil }

    func readInput(limit: Int) async throws(TerminalFailure) -> [UInt8] { [] }
}

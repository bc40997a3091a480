import JSON
import Ports

/// Prints a JSON array piece by piece: in a pipe each piece as it comes, on a terminal all of it at the end.
struct JSONArrayPrinter {
    /// How many elements there were so far.
    private(set) var count = 0
    private let output: Output
    private var kept: [JSONValue] = []

    init(_ output: Output) {
        self.output = output
    }

    /// Prints more elements. Where what follows them fails, the array stays open.
    mutating func print(_ elements: some Collection<JSONValue>) throws(TerminalFailure) {
        if output.terminal.outputIsTerminal {
            kept += elements
        } else {
            var text = ""
            for (index, element) in elements.enumerated() {
                text += (count + index == 0 ? "[" : ",") + element.text(.compact)
            }
            try output.piece(text)
        }
        count += elements.count
    }

    /// Prints what is left, and closes it.
    func end() throws(TerminalFailure) {
        if output.terminal.outputIsTerminal {
            try output.value(.array(kept))
        } else {
            try output.piece(count == 0 ? "[]\n" : "]\n")
        }
    }
}

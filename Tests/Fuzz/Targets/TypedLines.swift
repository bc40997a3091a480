@testable import Adapters

/// Bytes that come from a terminal while a line is asked for.
enum TypedLines {
    static func check(_ input: [UInt8]) throws {
        for echo in [true, false] {
            var editor = LineEditor(echo: echo)
            for byte in input {
                switch editor.take(byte) {
                case .show(let text):
                    let typed = text.replacing("\u{8} \u{8}", with: "")
                    try always(
                        !typed.unicodeScalars.contains { $0 != "\t" && $0.value < 0x20 || $0.value == 0x7F },
                        "what is shown moves nothing")
                    try always(echo || text.isEmpty, "what is typed in secret is not shown")
                case .line(let line):
                    try always(
                        !line.unicodeScalars.contains { $0 != "\t" && $0.value < 0x20 || $0.value == 0x7F },
                        "a line has no control characters")
                    editor = LineEditor(echo: echo)
                case .endOfInput, .interrupt, .suspend, .quit: break
                }
            }
            try always(echo || editor.shown.isEmpty, "what is typed in secret is not shown")
        }
    }
}

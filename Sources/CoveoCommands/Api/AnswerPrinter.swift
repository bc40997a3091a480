import CoveoPlatform
import HTTP
import HTTPTypes
import JSON
import Ports

/// Prints what the platform answered: in a pipe to the byte, on a terminal so that it can be read and does no harm.
struct AnswerPrinter {
    let output: Output

    /// The status line and the header fields, secrets redacted, and an empty line.
    func print(head: HTTPResponse) throws(TerminalFailure) {
        var text = "HTTP/1.1 \(head.status.code) \(Visible(head.status.reasonPhrase))\n"
        for field in head.headerFields.map(ShownField.init) {
            text += "\(Visible(field.name)): \(Visible(field.value))\n"
        }
        try output.piece(text + "\n")
    }

    /// The body, nothing where it is empty.
    ///
    /// - Throws: 76 with `--json` for a success that is no JSON; a refusal that is none is not printed then.
    func print(_ answer: APIAnswer, to operation: PlatformOperation) throws {
        let body = answer.response.body
        if body.isEmpty { return }
        guard output.isJSON || output.terminal.outputIsTerminal else {
            return try output.terminal.writeOutput(bytes: body)
        }
        let value: JSONValue
        do throws(JSONFailure) {
            value = try JSONValue(parsing: body)
        } catch {
            guard output.isJSON else { return try output.piece(visible(body)) }
            if answer.failure != nil { return }
            if case .tooDeep = error { throw PlatformFailure.tooDeep(operation) }
            throw PlatformFailure.notJSON(operation, contentType: answer.response.head.headerFields[.contentType])
        }
        try output.value(value)
    }

    /// The lines of a text, each fit for a terminal.
    private func visible(_ body: [UInt8]) -> String {
        let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { Visible(String(decoding: $0, as: UTF8.self)).text }.joined(separator: "\t")
        }
        return lines.joined(separator: "\n") + (body.last == 0x0A ? "" : "\n")
    }
}

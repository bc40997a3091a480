import HTTPTypes
import Ports

/// An answer of a server as inputs write it: a line with the status, lines with fields, an empty line, and the body. An
/// input without all that is the body of a 200.
struct ScriptedAnswer {
    let response: ReceivedResponse

    init(_ input: [UInt8]) {
        guard let end = input.firstRange(of: [0x0A, 0x0A]) else {
            response = ReceivedResponse(HTTPResponse(status: .ok), body: input)
            return
        }
        let lines = String(decoding: input[..<end.lowerBound], as: UTF8.self).split(separator: "\n")
        let status = lines.first.flatMap { Int($0) }.flatMap { 100...999 ~= $0 ? $0 : nil }
        var fields = HTTPFields()
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
            let value = String(parts[1].drop { $0 == " " })
            if HTTPField.isValidValue(value) { fields.append(HTTPField(name: name, value: value)) }
        }
        response = ReceivedResponse(
            HTTPResponse(status: .init(code: status ?? 200), headerFields: fields),
            body: Array(input[end.upperBound...]))
    }
}

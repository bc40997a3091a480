import FoundationEssentials
import HTTPTypes
import Ports

@testable import HTTP

/// The head of an answer, as it is waited for and as it is logged.
enum AnswerHeads {
    static func check(_ input: [UInt8]) throws {
        let fields = ScriptedAnswer(input + [0x0A, 0x0A]).response.head.headerFields
        let now = Date(timeIntervalSince1970: 1_767_323_045)
        if let after = RetryAfter(fields, now: now) {
            try always(after.wait >= .zero && after.wait <= RetryAfter.longest, "a wait is neither past nor endless")
            try always(after.moment >= now, "a wait ends later")
        }
        for field in fields { try check(field) }
    }

    /// Of an address that a server names, nothing shows that may open something.
    private static func check(_ field: HTTPField) throws {
        let shown = ShownField(field).value
        switch field.name.canonicalName {
        case "set-cookie", "authorization", "x-api-key", "proxy-authorization":
            try always(shown == "[redacted]", "what opens something is not shown")
        case "location", "content-location", "refresh", "link":
            let open = field.value.utf8.split { "<>\"',; \t".utf8.contains($0) }.flatMap { piece in
                let address = piece.prefix { !"?#".utf8.contains($0) }
                return withoutUser(Array(address)) + [0x20]
            }
            guard !String(decoding: open, as: UTF8.self).contains("canary") else { return }
            try always(!shown.contains("canary"), "a query, a fragment and a user are not shown")
        default: break
        }
    }

    private static func withoutUser(_ address: [UInt8]) -> [UInt8] {
        guard let slashes = address.firstRange(of: Array("//".utf8)) else { return address }
        let end = address[slashes.upperBound...].firstIndex { "/\\".utf8.contains($0) } ?? address.endIndex
        guard let sign = address[slashes.upperBound..<end].lastIndex(of: UInt8(ascii: "@")) else { return address }
        return Array(address[..<slashes.upperBound] + address[sign...])
    }
}

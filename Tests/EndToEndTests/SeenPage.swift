import Foundation
import JSON
import Testing

/// The page at which a person's way through a browser ended; the record of `Tests/rigs/browser`.
struct SeenPage: Sendable, CustomStringConvertible {
    /// How the page looks in a light or a dark browser. Colours are red, green, blue.
    struct Look: Sendable {
        let page: [Int]
        let card: [Int]
        let text: [Int]
        /// Of the text on its card, by WCAG: 1 is invisible, 21 is black on white.
        let contrast: Double

        fileprivate init(_ record: JSONValue?) throws {
            page = record?["page"]?.array?.compactMap(\.int) ?? []
            card = record?["card"]?.array?.compactMap(\.int) ?? []
            text = record?["text"]?.array?.compactMap(\.int) ?? []
            contrast = record?["contrast"]?.double ?? 0
            try #require([page, card, text].allSatisfy { $0.count == 3 })
        }

        /// How bright the card is, 0 to 255.
        var brightness: Int { card.reduce(0, +) / 3 }
    }

    /// Why there is no end page.
    let error: String?
    /// What the person did.
    let steps: [String]
    let address: String
    let title: String
    /// As it is seen, without markup.
    let text: String
    let status: Int?
    /// What was loaded for the page, or by it, besides itself; the browser's own wish for an icon counts.
    let loads: [String]
    private let record: JSONValue

    init(_ record: JSONValue) throws {
        self.record = record
        error = record["error"]?.string
        steps = record["steps"]?.array?.compactMap(\.string) ?? []
        address = record["finalUrl"]?.string ?? ""
        title = record["title"]?.string ?? ""
        text = record["text"]?.string ?? ""
        status = record["status"]?.int
        loads = record["loads"]?.array?.compactMap(\.string) ?? []
    }

    /// A header of the page's answer, by its name in lower case.
    func field(_ name: String) -> String? { record["fields"]?[name]?.string }

    func light() throws -> Look { try Look(record["light"]) }
    func dark() throws -> Look { try Look(record["dark"]) }

    var description: String { record.text(.compact) }
}

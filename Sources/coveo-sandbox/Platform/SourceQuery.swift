/// What a list of sources is asked for, by the vendor's parameters.
struct SourceQuery: Sendable {
    private static let sortings = [
        "TYPE", "NAME", "STATUS", "CONTENT", "LAST_MODIFIED_DATE", "LAST_OPERATION", "CONTENT_TOTAL_DOCUMENT_SIZE",
        "STATUS_PRIORITY",
    ]
    private static let choices = [
        "sortingType": sortings, "sortingOrder": ["ASC", "DESC"], "writeAccessOnly": ["true", "false"],
        "filterStatusType": ["CREATING", "REFRESHING", "PAUSED", "PAUSED_ON_ERROR", "IDLE", "ERROR"],
        "filterLastOperationType": ["INCREMENTAL_REFRESH", "FULL_REFRESH", "REBUILD"],
        "filterLastOperationResultType": ["SUCCESS", "ERROR", "ABORT"],
        "filterHostType": ["CLOUD", "CRAWLING_MODULE", "PUSH"], "stringFilterType": ["WILDCARD", "EXACTMATCH"],
    ]
    /// From 0.
    let page: Int
    /// 1 to 1,000.
    let perPage: Int
    private let filter: String?
    private let values: [String: String]

    /// - Throws: `Refusal` 400 that names the parameter.
    init(_ fields: FormFields) throws {
        page = try Self.number(fields, "page", default: 0, in: 0...Int(Int32.max))
        perPage = try Self.number(fields, "perPage", default: 100, in: 1...1000)
        var values: [String: String] = [:]
        for (name, choices) in Self.choices {
            guard let value = try fields.single(name) else { continue }
            guard choices.contains(value) else { throw Self.invalid(name) }
            values[name] = value
        }
        self.values = values
        // Shorter ones are ignored, by the vendor's description.
        filter = try fields.single("filter").flatMap { $0.count < 2 ? nil : $0.lowercased() }
    }

    /// Whether only sources count that the caller may edit.
    var writeAccessOnly: Bool { values["writeAccessOnly"] == "true" }

    /// The sources that the query asks for, sorted, of all pages.
    func matches(_ sources: some Sequence<Source>) -> [Source] {
        let found = sources.filter(matches).sorted(by: precedes)
        return values["sortingOrder"] == "DESC" ? found.reversed() : found
    }

    /// The part of `all` that stands on the page.
    func cut<Element>(_ all: [Element]) -> ArraySlice<Element> { all.dropFirst(page * perPage).prefix(perPage) }

    /// How many pages so many entries make.
    func pages(_ count: Int) -> Int { (count + perPage - 1) / perPage }

    private func matches(_ source: Source) -> Bool {
        if let filter {
            let exact = values["stringFilterType"] == "EXACTMATCH"
            guard exact ? source.sortKey == filter : source.sortKey.contains(filter) else { return false }
        }
        if let status = values["filterStatusType"], source.status != status { return false }
        let last = source.model["information"]?["lastOperation"]
        if let type = values["filterLastOperationType"], last?["operationType"]?.string != type { return false }
        if let result = values["filterLastOperationResultType"], last?["result"]?.string != result { return false }
        let isPush = source.model["pushEnabled"]?.bool == true || source.model["sourceType"] == "CATALOG"
        let isCrawled = source.model["onPremisesEnabled"]?.bool == true
        switch values["filterHostType"] {
        case "PUSH": return isPush
        case "CRAWLING_MODULE": return isCrawled && !isPush
        case "CLOUD": return !isPush && !isCrawled
        default: return true
        }
    }

    private func precedes(_ left: Source, _ right: Source) -> Bool {
        let names = (left.sortKey, left.id) < (right.sortKey, right.id)
        func order(_ key: (Source) -> String) -> Bool {
            key(left) == key(right) ? names : key(left) < key(right)
        }
        switch values["sortingType"] {
        case "TYPE": return order { $0.model["sourceType"]?.string ?? "" }
        case "STATUS", "STATUS_PRIORITY": return order(\.status)
        case "LAST_MODIFIED_DATE":
            return (left.model["lastModifiedDate"]?.int ?? 0) < (right.model["lastModifiedDate"]?.int ?? 0)
        default: return names
        }
    }

    /// A whole number of the query.
    static func number(
        _ fields: FormFields, _ name: String, default standard: Int, in range: ClosedRange<Int>
    ) throws -> Int {
        guard let text = try fields.single(name) else { return standard }
        guard let number = Int(text), range.contains(number) else { throw invalid(name) }
        return number
    }

    private static func invalid(_ name: String) -> Refusal {
        .invalid("INVALID_PARAMETER", "The value of the parameter '\(name)' is not accepted.")
    }
}

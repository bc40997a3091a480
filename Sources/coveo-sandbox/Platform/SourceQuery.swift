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
    private static let filters = [
        "filterStatusType", "filterLastOperationType", "filterLastOperationResultType", "filterHostType",
    ]
    /// Those that need the model, which has to be parsed for them.
    private static let modelFilters = ["filterLastOperationType", "filterLastOperationResultType", "filterHostType"]
    /// What needs somebody's eye comes first; the vendor doesn't say.
    private static let priorities = ["ERROR", "PAUSED_ON_ERROR", "PAUSED", "CREATING", "REFRESHING", "DISABLED"]
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

    /// The page that is asked for, and how many sources there are on all pages. What is not filtered and sorted by name
    /// is cut out, however many there are.
    ///
    /// - Parameter sources: in the order of names.
    func cut(_ sources: [Source]) -> (page: [Source], total: Int) {
        var found = sources
        if filter != nil || Self.filters.contains(where: { values[$0] != nil }) { found = found.filter(matches) }
        if let key = values["sortingType"].flatMap(Self.key) {
            let keyed = found.map { (key: key($0), source: $0) }
            found = keyed.sorted { $0.key == $1.key ? Source.precedes($0.source, $1.source) : $0.key < $1.key }
                .map(\.source)
        }
        let first = min(page * perPage, found.count)
        let range = first..<min(first + perPage, found.count)
        guard values["sortingOrder"] == "DESC" else { return (Array(found[range]), found.count) }
        let mirrored = (found.count - range.upperBound)..<(found.count - range.lowerBound)
        return (found[mirrored].reversed(), found.count)
    }

    /// How many pages so many entries make.
    func pages(_ count: Int) -> Int { (count + perPage - 1) / perPage }

    private func matches(_ source: Source) -> Bool {
        if let filter {
            switch values["stringFilterType"] {
            case "EXACTMATCH": guard source.sortKey == filter else { return false }
            case "WILDCARD": guard Self.contains(source.sortKey[...], filter[...]) else { return false }
            default: guard source.sortKey.contains(filter) else { return false }
            }
        }
        if let status = values["filterStatusType"], source.status != status { return false }
        guard Self.modelFilters.contains(where: { values[$0] != nil }) else { return true }
        let model = source.model
        let last = model["information"]?["lastOperation"]
        if let type = values["filterLastOperationType"], last?["operationType"]?.string != type { return false }
        if let result = values["filterLastOperationResultType"], last?["result"]?.string != result { return false }
        let isPush = source.isPush
        let isCrawled = model["onPremisesEnabled"]?.bool == true
        switch values["filterHostType"] {
        case "PUSH": return isPush
        case "CRAWLING_MODULE": return isCrawled && !isPush
        case "CLOUD": return !isPush && !isCrawled
        default: return true
        }
    }

    /// Whether the text contains the pieces between the pattern's asterisks, one after the other.
    private static func contains(_ text: Substring, _ pattern: Substring) -> Bool {
        var rest = text
        for piece in pattern.split(separator: "*") {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    /// What a sorting but that by name goes by; numbers are padded so that they sort as texts.
    private static func key(_ sorting: String) -> ((Source) -> String)? {
        func padded(_ number: Int?) -> String { String(String(1_000_000_000_000_000_000 + (number ?? 0)).dropFirst()) }
        switch sorting {
        case "TYPE": return { $0.model["sourceType"]?.string ?? "" }
        case "STATUS": return \.status
        case "STATUS_PRIORITY":
            return { source in padded(priorities.firstIndex(of: source.status) ?? priorities.count) }
        case "CONTENT": return { padded($0.model["information"]?["numberOfDocuments"]?.int) }
        case "CONTENT_TOTAL_DOCUMENT_SIZE": return { padded($0.model["information"]?["documentsTotalSize"]?.int) }
        case "LAST_MODIFIED_DATE": return { padded($0.model["lastModifiedDate"]?.int) }
        case "LAST_OPERATION": return { padded($0.model["information"]?["lastOperation"]?["timestamp"]?.int) }
        default: return nil
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

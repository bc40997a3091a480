/// A page of a list, by the parameters `page` and `perPage`.
struct ListPage {
    private let number: Int
    private let size: Int

    /// - Throws: `Refusal` 400 that names the parameter.
    init(_ query: FormFields) throws {
        number = try SourceQuery.number(query, "page", default: 0, in: 0...Int(Int32.max))
        size = try SourceQuery.number(query, "perPage", default: 100, in: 1...1000)
    }

    /// `{"items", "totalEntries", "totalPages"}`.
    func answer(_ all: [Value]) -> Value {
        [
            "items": .array(Array(all.dropFirst(number * size).prefix(size))), "totalEntries": Value(all.count),
            "totalPages": Value((all.count + size - 1) / size),
        ]
    }
}

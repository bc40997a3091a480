import JSON

/// Goes through a list that the platform hands out in pages: which page is next, and what on it is new.
///
/// The list may change while it is read: what moves to a later page is seen twice and kept once.
struct PageReader<Element> {
    /// Elements asked for at once; no higher figure is documented as allowed.
    static var size: Int { 100 }
    /// More pages than any organization has: the end of a list that never ends.
    private static var limit: Int { 10_000 }

    /// The next page's number, from 0; nil at the end.
    private(set) var nextPage: Int? = 0
    /// What was new on the latest page.
    private(set) var latest: [Element] = []
    /// Every element so far, once.
    private(set) var all: [Element] = []
    private let id: (Element) -> String
    private var seen: Set<[UInt8]> = []

    init(id: @escaping (Element) -> String) {
        self.id = id
    }

    /// Takes the page that was asked for.
    ///
    /// - Parameter totals: the answer, with `totalPages` and `totalEntries` where it names them.
    /// - Returns: false where the list can't be complete: the platform repeats itself before the end that it names, or
    ///   there is no end in sight.
    mutating func accept(_ page: [Element], totals: JSONValue) -> Bool {
        let next = (nextPage ?? 0) + 1
        nextPage = nil
        latest = page.filter { seen.insert(Array(id($0).utf8)).inserted }
        all += latest
        let totalPages = totals["totalPages"]?.int
        let isLast = totalPages.map { next >= $0 } ?? (page.count < Self.size)
        if isLast || page.isEmpty { return true }
        if latest.isEmpty { return totalPages == nil || all.count >= totals["totalEntries"]?.int ?? .max }
        if next >= Self.limit { return false }
        nextPage = next
        return true
    }
}

import JSON

/// Goes through a list that the platform hands out in pages: which page is next, and what on it is new.
///
/// The list may change while it is read: what moves to a later page is seen twice and kept once.
struct PageReader<Element> {
    /// Elements asked for at once; no higher figure is documented as allowed.
    static var size: Int { 100 }
    /// Pages asked for at the same time, at most, where the end is known.
    static var window: Int { 6 }
    /// More pages than any organization has: the end of a list that never ends.
    private static var limit: Int { 10_000 }

    /// The next page's number, from 0; nil at the end.
    private(set) var nextPage: Int? = 0
    /// What was new on the latest page.
    private(set) var latest: [Element] = []
    /// How many elements there were so far, each counted once.
    private(set) var count = 0
    /// The first page that need not be asked for: what the latest page says of the end, as far as it is believed; nil
    /// before the first page, and where pages don't tell.
    private(set) var end: Int?
    /// How many elements a page holds that is not the last one, where pages don't tell.
    private let size: Int
    private let id: (Element) -> String
    private var seen: Set<Mark> = []

    init(size: Int = Self.size, id: @escaping (Element) -> String) {
        self.size = size
        self.id = id
    }

    /// An ID in 16 bytes, however long it is: of a hundred thousand, two are taken for one another once in 10^28 lists.
    private struct Mark: Hashable {
        let first: Int
        let second: Int

        init(_ id: String) {
            var (one, other) = (Hasher(), Hasher())
            other.combine(0)
            for byte in id.utf8 {
                one.combine(byte)
                other.combine(byte)
            }
            (first, second) = (one.finalize(), other.finalize())
        }
    }

    /// How far to ask ahead of `page`: carefully at first, since most lists are short.
    func ahead(of page: Int) -> Int {
        min(page + min(page, Self.window), end ?? page + 1)
    }

    /// Takes the page that was asked for.
    ///
    /// - Parameter totals: the answer, with `totalPages` and `totalEntries` where it names them.
    /// - Returns: false where the list can't be complete: the platform repeats itself before the end that it names, or
    ///   there is no end in sight.
    mutating func accept(_ page: [Element], totals: JSONValue) -> Bool {
        let next = (nextPage ?? 0) + 1
        nextPage = nil
        latest = page.filter { seen.insert(Mark(id($0))).inserted }
        count += latest.count
        let totalPages = totals["totalPages"]?.int
        end = totalPages.map { min($0, Self.limit) }
        let isLast = totalPages.map { next >= $0 } ?? (page.count < size)
        if isLast || page.isEmpty { return true }
        if latest.isEmpty { return totalPages == nil || count >= totals["totalEntries"]?.int ?? .max }
        if next >= Self.limit { return false }
        nextPage = next
        return true
    }
}

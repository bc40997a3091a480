import JSON

/// Why the pages of a list are not the whole, or may not be.
package enum ListShortfall: Equatable, Sendable {
    /// It ended after so many, and there are more: `total` as the platform counts them, nil where it doesn't.
    case short(count: Int, total: Int?)
    /// It changed while it was read: what moved to a page that had been read was missed.
    case moved
}

/// Goes through a list that the platform hands out in pages: which page is next, what on it is new, and whether all came.
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
    /// What earlier readings of the same list had.
    private var given: Set<Mark> = []
    /// Whether what comes again is counted: where elements need not have IDs, equal ones may be two.
    private let countsAll: Bool
    private var received = 0
    private var totals = Totals()
    /// Whether it ended at an empty page before the last one.
    private var endsEarly = false

    init(size: Int = Self.size, countsAll: Bool = false, id: @escaping (Element) -> String) {
        self.size = size
        self.countsAll = countsAll
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

    /// What the pages said of `totalEntries`, where they did.
    private struct Totals {
        var least: Int?
        var last: Int?
        var moved = false
        var shrank = false

        mutating func take(_ total: Int?) {
            guard let total else { return }
            if let last {
                moved = moved || total != last
                shrank = shrank || total < last
            }
            least = min(least ?? total, total)
            last = total
        }
    }

    /// Why what was read is not the whole; nil where it is, as far as the pages tell.
    var shortfall: ListShortfall? {
        if endsEarly || counted < totals.last ?? 0 { return .short(count: count, total: totals.last) }
        return totals.moved ? .moved : nil
    }

    /// Whether all has come that was there when the reading began; what was created meanwhile may be missing.
    var holdsAllOfBefore: Bool { !endsEarly && !totals.shrank && counted >= totals.least ?? 0 }

    private var counted: Int { countsAll ? received : count }

    /// What of `latest` no earlier reading had either.
    var fresh: [Element] { given.isEmpty ? latest : latest.filter { !given.contains(Mark(id($0))) } }

    /// Begins with the first page once more.
    mutating func startAgain() {
        given.formUnion(seen)
        seen = []
        latest = []
        (nextPage, end, count, received) = (0, nil, 0, 0)
        totals = Totals()
        endsEarly = false
    }

    /// How far to ask ahead of `page`: carefully at first, since most lists are short.
    func ahead(of page: Int) -> Int {
        min(page + min(page, Self.window), end ?? page + 1)
    }

    /// Takes the page that was asked for.
    ///
    /// - Parameter answer: with `totalPages` and `totalEntries` where it names them.
    /// - Returns: false where the list has no end: the platform repeats itself before the end that it names, or there is
    ///   no end in sight. Where it has one, `shortfall` tells whether all came.
    mutating func accept(_ page: [Element], totals answer: JSONValue) -> Bool {
        let next = (nextPage ?? 0) + 1
        nextPage = nil
        latest = page.filter { seen.insert(Mark(id($0))).inserted }
        count += latest.count
        received += page.count
        totals.take(answer["totalEntries"]?.int)
        let totalPages = answer["totalPages"]?.int
        end = totalPages.map { min($0, Self.limit) }
        let isLast = totalPages.map { next >= $0 } ?? (page.count < size)
        if isLast || page.isEmpty {
            endsEarly = !isLast
            return true
        }
        if latest.isEmpty { return totalPages == nil || count >= answer["totalEntries"]?.int ?? .max }
        if next >= Self.limit || count > Self.limit * Self.size { return false }
        nextPage = next
        return true
    }
}

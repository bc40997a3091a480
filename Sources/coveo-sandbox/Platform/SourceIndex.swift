/// The sources of one organization: by ID, and in the order of lists, which is kept and not made at each request.
struct SourceIndex: Sendable {
    private var byID: [String: Source] = [:]
    /// Those that lists show, in their order.
    private var shown: [Source] = []
    /// Those that lists don't show yet.
    private var hidden: [Source] = []

    init() {}

    /// Many at once.
    init(_ sources: [Source]) {
        byID = Dictionary(sources.map { ($0.id, $0) }) { $1 }
        let kept = byID.count == sources.count ? sources : Array(byID.values)
        let isSorted = zip(kept, kept.dropFirst()).allSatisfy(Source.precedes)
        shown = isSorted ? kept : kept.sorted(by: Source.precedes)
    }

    /// How many there are, those not shown yet too.
    var count: Int { byID.count }

    /// All of them, in no order.
    var all: some Collection<Source> { byID.values }

    /// The source of that ID, also where lists don't show it yet.
    subscript(_ id: String) -> Source? { byID[id] }

    /// Adds a source, or replaces the one of its ID.
    mutating func put(_ source: Source) {
        remove(source.id)
        byID[source.id] = source
        hidden.append(source)
    }

    /// Removes the source of that ID, where there is one.
    mutating func remove(_ id: String) {
        guard let old = byID.removeValue(forKey: id) else { return }
        hidden.removeAll { $0 === old }
        let place = place(of: old)
        if place < shown.count, shown[place] === old { shown.remove(at: place) }
    }

    /// What lists show at that moment (milliseconds since 1970), in order.
    mutating func list(at now: Int) -> [Source] {
        for source in hidden where source.visibleAt <= now { shown.insert(source, at: place(of: source)) }
        hidden.removeAll { $0.visibleAt <= now }
        return shown
    }

    /// Whether another source than that of the ID has exactly this name.
    func isTaken(_ name: String, except id: String? = nil) -> Bool {
        let key = name.lowercased()
        let same = shown[firstPlace { $0.sortKey >= key }...].prefix { $0.sortKey == key }
        return (Array(same) + hidden).contains { $0.id != id && $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// Where a source stands among those that are shown, or would.
    private func place(of source: Source) -> Int { firstPlace { !Source.precedes($0, source) } }

    /// The first of the shown that fits; all that follow it fit too.
    private func firstPlace(where fits: (Source) -> Bool) -> Int {
        var range = 0..<shown.count
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            range = fits(shown[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
        }
        return range.lowerBound
    }
}

/// What was pushed to one source.
struct PushedContent: Sendable {
    /// A change of it.
    enum Change: Sendable {
        case add(PushedItem)
        case delete(documentID: String, orderingID: Int, children: Bool)
        /// Everything older than that.
        case deleteOlder(orderingID: Int)
        case reject(RejectedItem)
    }

    /// How many rejections are kept, the last ones.
    private static let memory = 1_000

    /// By document ID.
    private(set) var items: [String: PushedItem] = [:]
    private(set) var rejections: [String] = []

    init(items: [PushedItem] = []) {
        self.items = Dictionary(items.map { ($0.documentID, $0) }) { $1 }
    }

    /// The size of all items, in bytes.
    var size: Int { items.values.reduce(0) { $0 + $1.size } }

    /// Makes a change. What is older than what is there changes nothing.
    mutating func apply(_ change: Change) {
        switch change {
        case .add(let item):
            guard items[item.documentID].map({ $0.orderingID <= item.orderingID }) ?? true else { return }
            items[item.documentID] = item
        case .delete(let documentID, let orderingID, let children):
            if let item = items[documentID], item.orderingID <= orderingID { items[documentID] = nil }
            guard children else { return }
            for item in items.values where item.parentID == documentID && item.orderingID <= orderingID {
                apply(.delete(documentID: item.documentID, orderingID: orderingID, children: true))
            }
        case .deleteOlder(let orderingID):
            items = items.filter { $0.value.orderingID >= orderingID }
        case .reject(let rejection):
            rejections = rejections.suffix(Self.memory - 1) + [rejection.reason]
        }
    }

    /// The changes that a file container asks for: `{"addOrUpdate": [], "delete": []}`. What is wrong in it is rejected.
    static func changes(in content: [UInt8], orderingID: Int) -> [Change] {
        let value: Value
        do {
            value = try ValueReader.read(content)
        } catch {
            return [.reject(RejectedItem(reason: "the container is \(error)"))]
        }
        guard value.members != nil, value["addOrUpdate"]?.array != nil || value["delete"]?.array != nil else {
            return [.reject(RejectedItem(reason: "the container has neither addOrUpdate nor delete"))]
        }
        let added = (value["addOrUpdate"]?.array ?? []).map { entry -> Change in
            guard let documentID = entry["documentId"]?.string else {
                return .reject(RejectedItem(reason: "an item has no documentId"))
            }
            return add(documentID: documentID, orderingID: orderingID, size: entry.text.utf8.count, body: entry)
        }
        let deleted = (value["delete"]?.array ?? []).map { entry -> Change in
            guard let documentID = entry["documentId"]?.string else {
                return .reject(RejectedItem(reason: "a deletion has no documentId"))
            }
            let children = entry["deleteChildren"]?.bool ?? false
            return .delete(documentID: documentID, orderingID: orderingID, children: children)
        }
        return added + deleted
    }

    /// An item's addition, or its rejection.
    static func add(documentID: String, orderingID: Int, size: Int, body: Value) -> Change {
        do {
            return .add(
                try PushedItem(documentID: documentID, orderingID: orderingID, size: size, body: body))
        } catch {
            return .reject(error)
        }
    }
}

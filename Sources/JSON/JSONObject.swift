/// A JSON object that keeps the order of its members. Keys are told apart by their bytes.
package struct JSONObject: Sendable, Equatable {
    /// Key and value, in order; every key once.
    package private(set) var members: [(key: String, value: JSONValue)]

    package init() {
        members = []
    }

    /// - Parameter members: in order; of two with the same key the later one's value counts, at the first one's place.
    package init(_ members: [(String, JSONValue)]) {
        self.init()
        self.members.reserveCapacity(members.count)
        for (key, value) in members { self[key] = value }
    }

    /// - Parameter members: known to hold every key once.
    package init(distinct members: [(key: String, value: JSONValue)]) {
        self.members = members
    }

    /// The keys, in order.
    package var keys: [String] { members.map(\.key) }
    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }

    /// The value of `key`. Setting one keeps the place of a key that is there and puts a new one last; nil removes it.
    package subscript(_ key: String) -> JSONValue? {
        get {
            index(of: key).map { members[$0].value }
        }
        set {
            switch (index(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.key.hasSameBytes(as: $1.key) && $0.value == $1.value }
    }

    private func index(of key: String) -> Int? {
        members.firstIndex { $0.key.hasSameBytes(as: key) }
    }
}

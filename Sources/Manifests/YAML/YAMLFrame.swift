import JSON

/// A list or a mapping that is being read.
struct YAMLFrame {
    enum Kind {
        case sequence
        case mapping

        /// The tag that it may have.
        var tag: YAMLTag { self == .sequence ? .sequence : .mapping }
    }

    private enum Key {
        case text(String, TextPlace)
        case merge
    }

    let anchor: String?
    private let kind: Kind
    private let place: TextPlace
    private let keepsPlaces: Bool
    private var elements: [JSONValue] = []
    private var members: [(key: String, value: JSONValue)] = []
    private var keys = JSONKeys()
    private var key: Key?
    private var merged: [JSONObject]?
    private var weight = 16
    private var height = 0
    private var children: [PlaceTree] = []

    init(_ kind: Kind, anchor: String?, place: TextPlace, keepsPlaces: Bool) {
        self.kind = kind
        self.anchor = anchor
        self.place = place
        self.keepsPlaces = keepsPlaces
    }

    /// Whether what comes next is a key.
    var awaitsKey: Bool { kind == .mapping && key == nil }

    /// What it says as its `name`.
    var name: String? { members.first { $0.key == "name" }?.value.string }

    /// Takes an element, a key, or a key's value.
    ///
    /// - Parameter isMerge: of a key: its value is to be merged.
    mutating func add(_ node: YAMLBuilder.Node, isMerge: Bool) throws(YAMLFailure.Reason) {
        weight += node.weight
        height = max(height, node.height)
        switch (kind, key) {
        case (.sequence, _):
            elements.append(node.value)
            if keepsPlaces { children.append(node.places) }
        case (.mapping, nil):
            key = try key(node, isMerge: isMerge)
        case (.mapping, .merge):
            merged = try Self.mappings(node.value)
            key = nil
        case (.mapping, .text(let text, let place)):
            members.append((text, node.value))
            if keepsPlaces { children.append(PlaceTree(place: place, children: node.places.children)) }
            key = nil
        }
    }

    /// The complete value. What is merged comes after what stands there.
    func node() throws(YAMLFailure.Reason) -> YAMLBuilder.Node {
        let value: JSONValue
        switch kind {
        case .sequence: value = .array(elements)
        case .mapping:
            var members = members
            var keys = keys
            for object in merged ?? [] {
                for member in object.members where keys.insert(member.key, beside: members) {
                    members.append(member)
                }
            }
            value = .object(JSONObject(distinct: members))
        }
        return YAMLBuilder.Node(
            value: value, weight: weight, height: height + 1, places: PlaceTree(place: place, children: children))
    }

    private mutating func key(_ node: YAMLBuilder.Node, isMerge: Bool) throws(YAMLFailure.Reason) -> Key {
        if isMerge {
            if merged != nil { throw .duplicateKey("<<") }
            return .merge
        }
        let text: String
        switch node.value {
        case .string(let value): text = value
        case .number(let number): text = number.text
        case .bool(let value): text = value ? "true" : "false"
        case .null, .array, .object: throw .keyNotText
        }
        if !keys.insert(text, beside: members) { throw .duplicateKey(text) }
        return .text(text, node.places.place)
    }

    private static func mappings(_ value: JSONValue) throws(YAMLFailure.Reason) -> [JSONObject] {
        switch value {
        case .object(let object): return [object]
        case .array(let elements):
            let objects = elements.compactMap(\.object)
            if objects.count < elements.count { throw .unfitMerge }
            return objects
        default: throw .unfitMerge
        }
    }
}

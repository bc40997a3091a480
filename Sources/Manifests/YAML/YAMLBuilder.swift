import JSON

/// Puts the events of one document together to a value.
struct YAMLBuilder {
    /// What is done: the value, and what it costs.
    struct Node {
        let value: JSONValue
        /// In bytes of text, and 16 for each value: what an alias of it adds.
        var weight: Int
        /// How many lists and mappings stand in one another.
        var height = 0
        var places: PlaceTree
    }

    /// The whole, once it is complete.
    private(set) var document: YAMLDocument?
    private var frames: [YAMLFrame] = []
    private var anchors: [String: Node] = [:]
    private var aliasesLeft = YAMLReader.aliasLimit

    /// The `name` of the outermost mapping that has said one.
    var name: String? { frames.lazy.compactMap(\.name).first }

    mutating func addScalar(
        _ text: String, isPlain: Bool, tag: String?, anchor: String?, at place: TextPlace
    ) throws(YAMLFailure.Reason) {
        let isKey = frames.last?.awaitsKey ?? false
        let isMerge = isKey && isPlain && tag == nil && text == "<<"
        let value =
            isKey && tag == nil
            ? try Self.key(text, isPlain: isPlain) : try Self.value(text, isPlain: isPlain, tag: tag)
        let node = Node(value: value, weight: 16 + text.utf8.count, places: PlaceTree(place: place))
        if let anchor { anchors[anchor] = node }
        try add(node, isMerge: isMerge)
    }

    mutating func addAlias(_ name: String, at place: TextPlace) throws(YAMLFailure.Reason) {
        guard var node = anchors[name] else { throw .unknownAlias(name) }
        aliasesLeft -= node.weight
        if aliasesLeft < 0 { throw .tooManyAliases }
        if frames.count + node.height > JSONValue.depthLimit { throw .tooDeep(limit: JSONValue.depthLimit) }
        node.places = PlaceTree(place: place)
        try add(node)
    }

    mutating func begin(
        _ kind: YAMLFrame.Kind, tag: String?, anchor: String?, at place: TextPlace
    ) throws(YAMLFailure.Reason) {
        if let tag, tag != YAMLTag.nonSpecific.rawValue, tag != kind.tag.rawValue {
            throw YAMLTag(rawValue: tag) == nil ? .unknownTag(YAMLTag.shown(tag)) : .unfitTag(YAMLTag.shown(tag))
        }
        if frames.last?.awaitsKey ?? false { throw .keyNotText }
        if frames.count == JSONValue.depthLimit { throw .tooDeep(limit: JSONValue.depthLimit) }
        // An anchor names what it stands before once that is complete: until then there is no other of its name.
        if let anchor { anchors[anchor] = nil }
        frames.append(YAMLFrame(kind, anchor: anchor, place: place, keepsPlaces: frames.count < YAMLReader.placeLevels))
    }

    mutating func end() throws(YAMLFailure.Reason) {
        guard let frame = frames.popLast() else { return }
        let node = try frame.node()
        if let anchor = frame.anchor { anchors[anchor] = node }
        try add(node)
    }

    private mutating func add(_ node: Node, isMerge: Bool = false) throws(YAMLFailure.Reason) {
        guard !frames.isEmpty else {
            document = YAMLDocument(value: node.value, places: node.places)
            return
        }
        try frames[frames.count - 1].add(node, isMerge: isMerge)
    }

    /// A key is its text as it is written.
    private static func key(_ text: String, isPlain: Bool) throws(YAMLFailure.Reason) -> JSONValue {
        if isPlain, YAMLScalar(text) == .null { throw .keyNotText }
        return .string(text)
    }

    private static func value(
        _ text: String, isPlain: Bool, tag: String?
    ) throws(YAMLFailure.Reason) -> JSONValue {
        if let tag {
            guard let known = YAMLTag(rawValue: tag) else { throw .unknownTag(YAMLTag.shown(tag)) }
            guard let value = known.value(of: text) else { throw .unfitTag(YAMLTag.shown(tag)) }
            return value
        }
        guard isPlain else { return .string(text) }
        switch YAMLScalar(text) {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .number(let number): return .number(number)
        case .notFinite: throw .notFinite(text)
        case .tooLarge: throw .numberTooLarge(text)
        case .text: return .string(text)
        }
    }
}

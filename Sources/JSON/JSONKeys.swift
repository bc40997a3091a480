/// The keys of an object that is being read: says which one comes twice. Few are compared one by one; from the 17th on
/// a set is kept, so that an object of a hundred thousand keys takes no quadratic time.
package struct JSONKeys {
    private static let few = 16
    private var set: Set<Key> = []

    package init() {}

    /// - Parameter members: those read so far.
    /// - Returns: false where `key` is among them.
    package mutating func insert(_ key: String, beside members: [(key: String, value: JSONValue)]) -> Bool {
        if members.count < Self.few {
            return !members.contains { $0.key.hasSameBytes(as: key) }
        }
        if set.isEmpty {
            for member in members { set.insert(Key(text: member.key)) }
        }
        return set.insert(Key(text: key)).inserted
    }

    /// A key that is its bytes.
    private struct Key: Hashable {
        let text: String

        static func == (left: Key, right: Key) -> Bool {
            left.text.hasSameBytes(as: right.text)
        }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}

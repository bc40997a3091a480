/// A JSON value that keeps the order of members and the text of numbers, as a platform would give them back.
enum Value: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The number as it was written.
    case number(String)
    case string(String)
    case array([Value])
    case object([Member])

    /// One member of an object.
    struct Member: Sendable, Equatable {
        let key: String
        var value: Value
    }

    /// The text of a string; nil for anything else.
    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The truth value; nil for anything else.
    var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The whole number; nil for anything else, fractions too.
    var int: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    /// The elements of an array; nil for anything else.
    var array: [Value]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object in their order; nil for anything else.
    var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The strings of an array of strings; nil for anything else.
    var strings: [String]? {
        guard let elements = array else { return nil }
        let strings = elements.compactMap(\.string)
        return strings.count == elements.count ? strings : nil
    }

    /// A member by its key; setting keeps its place, puts new ones last, and nil removes it.
    ///
    /// Keys are compared by their bytes. Setting anything but an object does nothing.
    subscript(key: String) -> Value? {
        get { members?.first { $0.key.utf8.elementsEqual(key.utf8) }?.value }
        set {
            guard case .object(var members) = self else { return }
            let index = members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): return
            }
            self = .object(members)
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .number(String(value)) }
    init(arrayLiteral elements: Value...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }

    /// A whole number.
    init(_ number: Int) { self = .number(String(number)) }
}

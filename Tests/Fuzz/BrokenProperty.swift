/// Something that has to hold for every input, and did not for this one.
struct BrokenProperty: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws `BrokenProperty` where `condition` does not hold; `words` say what has to.
func always(_ condition: Bool, _ words: @autoclosure () -> String) throws {
    if !condition { throw BrokenProperty(words()) }
}

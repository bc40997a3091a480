/// Why bytes are no JSON text that we take, or a value can't be set. Lines and columns count from 1; a column is a
/// Unicode scalar.
package enum JSONFailure: Error, Equatable, Sendable {
    /// Nothing but white space.
    case empty
    /// Something that RFC 8259 has no place for. `found` is the offending text (a character, an escape, a word);
    /// nil is the end of the text.
    case syntax(line: Int, column: Int, found: String?)
    /// Arrays and objects in one another deeper than `limit`.
    case tooDeep(limit: Int)
    /// An object names the same key twice; the place is the second one's.
    case duplicateKey(key: String, line: Int, column: Int)
    /// A byte sequence that is no UTF-8.
    case notUTF8(line: Int, column: Int)
    /// A complete value, and then something more.
    case trailing(line: Int, column: Int)
    /// Where an object is needed stands something else: the path to it.
    case notAnObject(path: [String])
}

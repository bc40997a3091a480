/// Why a text is no YAML that can be a JSON value.
package struct YAMLFailure: Error, Equatable, Sendable {
    package let reason: Reason
    package let place: TextPlace
    /// The `name` that the outermost mapping around the place had said by then; nil where there is none.
    package let name: String?

    package init(_ reason: Reason, at place: TextPlace, name: String? = nil) {
        self.reason = reason
        self.place = place
        self.name = name
    }

    /// A closed list.
    package enum Reason: Error, Equatable, Sendable {
        /// No YAML, in the parser's words.
        case syntax(String)
        /// A tab where blanks have to stand.
        case tab
        /// A byte sequence that is no UTF-8.
        case notUTF8
        /// A character that has to be escaped in double quotes: a control, a line separator, a BOM.
        case unfitCharacter(Unicode.Scalar)
        /// A mapping names the same key twice.
        case duplicateKey(String)
        /// A key that is null, a list or a mapping.
        case keyNotText
        /// A tag that no JSON value has.
        case unknownTag(String)
        /// A tag on what it does not fit: `!!int` on a text.
        case unfitTag(String)
        /// An alias of what stands nowhere before it, or of what it stands in.
        case unknownAlias(String)
        /// Aliases that come to more than a manifest may hold.
        case tooManyAliases
        /// `<<` with something that is no mapping and no list of them.
        case unfitMerge
        /// `.inf` or `.nan`.
        case notFinite(String)
        /// `0x…` or `0o…` with more than 64 bits.
        case numberTooLarge(String)
        /// Lists and mappings in one another deeper than `limit`.
        case tooDeep(limit: Int)
        /// No memory.
        case noMemory
    }
}

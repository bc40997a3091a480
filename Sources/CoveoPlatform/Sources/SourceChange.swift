package import JSON

/// What is to change in a source that exists. What was not typed changes nothing.
package struct SourceChange: Equatable, Sendable {
    /// `KEY=JSON`: the value at a dotted path.
    package struct Assignment: Equatable, Sendable {
        package let path: [String]
        package let value: JSONValue

        package init(path: [String], value: JSONValue) {
            self.path = path
            self.value = value
        }

        /// - Parameter text: `customParameters.a="b"`.
        package init(parsing text: String) throws(SourceChangeFailure) {
            guard let separator = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { throw .unfitAssignment(text) }
            path = text[..<separator].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if path.contains("") { throw .unfitAssignment(text) }
            let written = String(text[text.utf8.index(after: separator)...])
            do throws(JSONFailure) {
                value = try JSONValue(parsing: Array(written.utf8))
            } catch {
                throw .assignmentNotJSON(key: String(text[..<separator]), value: written, reason: error)
            }
        }
    }

    package var visibility: SourceVisibility?
    /// Replaces the list; nil leaves it.
    package var securityProviders: [String]?
    /// Laid over the model key by key; removes none.
    package var overlay: JSONObject?
    /// A manifest's model: merged with the source's (RFC 7396), so that a key which it leaves out stays as it is at
    /// every level, and `null` removes one. What the platform writes by itself is not looked at.
    package var merge: JSONObject?
    package var assignments: [Assignment]
    /// The new name, which the vendor documents as impossible: whether it was taken has to be read back.
    package var rename: String?

    package init(
        visibility: SourceVisibility? = nil, securityProviders: [String]? = nil, overlay: JSONObject? = nil,
        merge: JSONObject? = nil, assignments: [Assignment] = [], rename: String? = nil
    ) {
        self.visibility = visibility
        self.securityProviders = securityProviders
        self.overlay = overlay
        self.merge = merge
        self.assignments = assignments
        self.rename = rename
    }

    /// Whether nothing was typed that could change anything.
    package var isEmpty: Bool {
        visibility == nil && securityProviders == nil && overlay == nil && merge == nil
            && assignments.isEmpty && rename == nil
    }
}

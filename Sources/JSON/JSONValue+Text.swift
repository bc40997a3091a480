extension JSONValue {
    /// How many arrays and objects may stand in one another, in any text that is read.
    package static let depthLimit = 512

    /// How JSON text is laid out.
    package enum Style: Sendable {
        /// One line, no white space.
        case compact
        /// Two spaces a level, `"key": value`; no line end after the last brace.
        case pretty
    }

    /// The value of a JSON text.
    ///
    /// Strict by RFC 8259; a BOM before it is tolerated; `depthLimit` levels at most; keys twice in one object and escapes of
    /// lone surrogates are refused.
    package init(parsing bytes: [UInt8]) throws(JSONFailure) {
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONFailure) -> JSONValue in
            var parser = try JSONParser(buffer)
            return try parser.parse()
        }
    }

    /// The JSON text of this value.
    ///
    /// - Parameter escapingInvisible: also writes DEL, C1 controls, bidi marks and overrides, zero-width space, line and
    ///   paragraph separator and BOM as `\uXXXX`, for terminals. C0 controls are always escaped.
    package func text(_ style: Style, escapingInvisible: Bool = false) -> String {
        var writer = JSONWriter(style: style, escapingInvisible: escapingInvisible)
        writer.write(self)
        return writer.text
    }
}

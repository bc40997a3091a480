import Ports

/// A text that is no organization ID.
package struct OrganizationIDFailure: Error, Equatable, Sendable {
    /// The text as it was given.
    package let text: String
    /// The ID that was likely meant: the name without spaces and special characters, in lower case; nil where it can't
    /// be told.
    package let suggestion: String?

    package init(text: String, suggestion: String?) {
        self.text = text
        self.suggestion = suggestion
    }
}

/// An organization's ID: lower-case letters and digits (`-` and `_` are let through for the platform to judge).
package struct OrganizationID: Hashable, Sendable, CustomStringConvertible {
    /// The ID as it stands in a path.
    package let text: String

    package init(_ text: String) throws(OrganizationIDFailure) {
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isAllowed) else {
            throw OrganizationIDFailure(text: text, suggestion: Self.suggestion(for: text))
        }
        self.text = text
    }

    /// The ID of an organization as the platform lists it, whatever it looks like.
    package init(of organization: Organization) {
        text = organization.id
    }

    /// Fit for a terminal: one that the platform lists may be anything.
    package var description: String { Visible(text).text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isPlain(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// A letter outside ASCII has no certain form in an ID: then nothing is suggested.
    private static func suggestion(for text: String) -> String? {
        if text.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.isAlphabetic }) { return nil }
        let plain = text.lowercased().utf8.filter(isPlain)
        return plain.isEmpty ? nil : String(decoding: plain, as: UTF8.self)
    }
}

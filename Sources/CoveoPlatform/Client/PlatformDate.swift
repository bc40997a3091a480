import FoundationEssentials
import JSON

/// A date as the platform writes it: ISO 8601 text by its description, milliseconds since 1970 as it is seen to answer.
enum PlatformDate {
    /// nil where it is absent, or in neither form: then it is no date for us.
    static func date(_ value: JSONValue?) -> Date? {
        if let milliseconds = value?.double { return Date(timeIntervalSince1970: milliseconds / 1_000) }
        guard let text = value?.string else { return nil }
        // What is in neither form is no date for us; the text itself stays in the object.
        return (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: fractional))
    }

    private static var fractional: Date.ISO8601FormatStyle { Date.ISO8601FormatStyle(includingFractionalSeconds: true) }
}

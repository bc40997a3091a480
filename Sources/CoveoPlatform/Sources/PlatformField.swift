/// A field of a source model that the platform writes by itself: the one list of them, each with its reason.
///
/// None of them is compared, since no file can know them; what else happens to one depends on its kind.
struct PlatformField {
    enum Kind {
        /// What the platform reports about a source: never sent.
        case report
        /// Who and when, as the platform writes it down: never taken from a file; sent back where it came as a text.
        case stamp
        /// What the platform gives each source of its own: sent back as it came, never taken from a file for another.
        case assigned
    }

    let key: String
    let kind: Kind
    /// Why it says nothing about what a person wants of a source.
    let reason: String

    static let all: [PlatformField] = [
        PlatformField(
            key: "information", kind: .report,
            reason: "status, last operation, counts and sizes: other ones at each answer"),
        PlatformField(
            key: "configurationError", kind: .report, reason: "what the platform thinks of the configuration just now"),
        PlatformField(key: "createdDate", kind: .stamp, reason: "when the source was made, not what it is"),
        PlatformField(key: "lastModifiedDate", kind: .stamp, reason: "moves with every write, an unchanged one too"),
        PlatformField(key: "lastModifier", kind: .stamp, reason: "whoever applied last"),
        PlatformField(key: "id", kind: .assigned, reason: "made up by the platform, and another one elsewhere"),
        PlatformField(key: "resourceId", kind: .assigned, reason: "the ID once more, as privileges name it"),
        PlatformField(
            key: "owner", kind: .assigned, reason: "the account that created the source; edits are dropped silently"),
    ]

    /// The keys of these kinds.
    static func keys(_ kinds: Kind...) -> [String] {
        all.filter { kinds.contains($0.kind) }.map(\.key)
    }
}

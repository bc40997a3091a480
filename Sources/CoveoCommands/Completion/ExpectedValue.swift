import ArgumentParser
import CoveoPlatform

/// What can be typed for an argument, as its declaration says by `completion:`. Every argument says it: a test finds
/// those that don't.
enum ExpectedValue: Equatable, Sendable {
    /// Nothing that could be offered.
    case freeText
    /// One of these.
    case word([String])
    /// Some of these, with commas between them.
    case words([String])
    /// A file; where endings are given, of one of them.
    case file([String])
    case directory
    /// A profile that has settings.
    case profile
    /// Something of the platform, which is asked, or was.
    case name(NamedKind)
    /// What the key can be set to that stands before it.
    case setting
}

extension CompletionKind {
    /// Text of the person's own.
    static var freeText: CompletionKind { .list([]) }
    static var profile: CompletionKind { .own("profile") }
    static var source: CompletionKind { .own(NamedKind.sources.rawValue) }
    static var organization: CompletionKind { .own(NamedKind.organizations.rawValue) }
    static var securityProvider: CompletionKind { .own(NamedKind.providers.rawValue) }
    static var apiKey: CompletionKind { .own(NamedKind.keys.rawValue) }
    static var setting: CompletionKind { .own("setting") }
    static var manifest: CompletionKind { .file(extensions: ["yaml", "yml", "json"]) }
    static var json: CompletionKind { .file(extensions: ["json"]) }

    /// Some of these, with commas between them.
    static func words(_ words: [String]) -> CompletionKind { .own("words:" + words.joined(separator: ",")) }

    /// What the parser has no kind for. It hands on the text of this one as it is; nothing runs it, since the scripts are
    /// ours.
    private static func own(_ text: String) -> CompletionKind { .shellCommand(text) }
}

extension ExpectedValue {
    /// What the declaration said by one of the kinds that the parser has no own ones for.
    init?(own text: String) {
        if let kind = NamedKind(rawValue: text) {
            self = .name(kind)
        } else if text.hasPrefix("words:") {
            self = .words(text.dropFirst(6).split(separator: ",").map(String.init))
        } else if text == "profile" {
            self = .profile
        } else if text == "setting" {
            self = .setting
        } else {
            return nil
        }
    }
}

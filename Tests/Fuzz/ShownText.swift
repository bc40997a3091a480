import Ports

@testable import CoveoCommands

/// What a person gets to read of an error.
enum ShownText {
    /// Its words, which never hold what could move a cursor, end a line or hide something.
    static func words(for error: any Error) throws -> String {
        let failure = Failure(describing: error)
        try check(failure.text)
        try always(failure.code != .software, "an error is in a closed list: \(type(of: error))")
        let scope = CommandScope()
        let lines = failure.hintLines(in: scope)
        for line in lines { try check(String(line.dropLast())) }
        return failure.text + lines.joined()
    }

    /// Whether every character of it may be shown.
    static func check(_ text: String) throws {
        try always(!text.unicodeScalars.contains(where: Visible.mustBeEscaped), "what is shown is visible: \(text)")
    }

    /// Whether `secret` is one that is looked for: any other might stand in a text by chance.
    static func isCanary(_ secret: String) -> Bool { secret.utf8.count >= 8 && secret.contains("canary") }

    /// A secret does not show where a value is printed, in any of the ways that Swift prints.
    ///
    /// - Parameter texts: what does show; a stranger may put the secret there, too.
    static func check(_ value: Any, hides secret: Redacted<String>?, besides texts: [String]) throws {
        guard let secret = secret?.reveal(), isCanary(secret), !texts.contains(where: { $0.contains(secret) }) else {
            return
        }
        var dumped = ""
        dump(value, to: &dumped)
        for shown in ["\(value)", String(reflecting: value), dumped] {
            try always(!shown.contains(secret), "a secret does not show in \(type(of: value))")
        }
    }
}

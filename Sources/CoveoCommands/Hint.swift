/// What to do next. A command of ours stands in it as such, `"run '\(coveo: "login")' again"`: what it keeps of the
/// command that was typed is known where the hint is shown, and no fact that leads to one has to carry it.
struct Hint: Equatable, Sendable, ExpressibleByStringInterpolation {
    fileprivate enum Part: Equatable {
        case words(String)
        case command(String)
        case again(String)
    }

    private var parts: [Part]
    /// Whether it is about setting `COVEO_ACCESS_TOKEN`.
    private var setsToken = false
    /// Whether it is one of several ways, which have an "or" between them.
    private(set) var isWay = false
    /// What a command is about that it helps.
    private var errands = Set(Errand.allCases)
    /// Whether it helps only commands that take the options of a platform, or only the others; nil: both.
    private var takesPlatform: Bool?

    init(_ words: String) {
        parts = [.words(words)]
    }

    init(stringLiteral words: String) {
        self.init(words)
    }

    init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    /// A hint that advises to set `COVEO_ACCESS_TOKEN`: where that is set, it says what for instead.
    static func settingToken(_ hint: Hint) -> Hint {
        var hint = hint
        hint.setsToken = true
        return hint
    }

    /// One of several ways: the second and those after it begin with "or".
    static func way(_ hint: Hint) -> Hint {
        var hint = hint
        hint.isWay = true
        return hint
    }

    /// The same, for commands that are about `errands` alone.
    func only(_ errands: Errand...) -> Hint {
        var hint = self
        hint.errands = Set(errands)
        return hint
    }

    /// The same, for commands that take `--region` and the like, or for those that don't.
    func only(takingPlatform takesPlatform: Bool) -> Hint {
        var hint = self
        hint.takesPlatform = takesPlatform
        return hint
    }

    /// Whether it helps after a command of this scope.
    func helps(in scope: CommandScope) -> Bool {
        errands.contains(scope.errand) && takesPlatform ?? scope.takesPlatform == scope.takesPlatform
    }

    /// As it is shown after a command of this scope.
    func text(in scope: CommandScope) -> String {
        if setsToken, scope.hasToken {
            return "COVEO_ACCESS_TOKEN is set: commands on sources work by it, without a store and without --profile"
        }
        return parts.map { part in
            switch part {
            case .words(let words): words
            case .command(let words): scope.line(words)
            case .again(let words): scope.lineAgain(words)
            }
        }.joined()
    }

    /// Takes `\(coveo: "sources list")` for a command, `\(again: "--force")` for the typed one, anything else for words.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            parts.append(.words(literal))
        }

        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.words(value.description))
        }

        mutating func appendInterpolation(_ hint: Hint) {
            parts += hint.parts
        }

        /// A command, without `coveo` and without what the scope adds at its end.
        mutating func appendInterpolation(coveo words: String) {
            parts.append(.command(words))
        }

        /// The typed command, with something more; after one that makes no login, `login` with that.
        mutating func appendInterpolation(again words: String) {
            parts.append(.again(words))
        }
    }
}

import Ports

/// Colours, always beside a word or a sign that says the same, and links.
///
/// Only colours that stand out from a light background and from a dark one: no yellow and no cyan, which a terminal's own
/// palette often makes as light as paper; no white and no black; none of the bright ones.
struct Style: Sendable {
    let isOn: Bool
    /// Whether links are shown: that is no matter of colour.
    var hasLinks = false

    func green(_ text: String) -> String { paint(text, 32) }
    func red(_ text: String) -> String { paint(text, 31) }
    /// What wants attention.
    func magenta(_ text: String) -> String { paint(text, 35) }
    func bold(_ text: String) -> String { paint(text, 1) }
    /// White ink on black, whatever the terminal's own colours are.
    func whiteOnBlack(_ text: String) -> String { isOn ? "\u{1B}[97;40m\(text)\u{1B}[0m" : text }

    /// `text`, which leads somewhere.
    func link(_ text: String, to link: Hyperlink?) -> String { hasLinks ? link?.around(text) ?? text : text }

    private func paint(_ text: String, _ code: Int) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Whether a stream is coloured: what was typed, then `NO_COLOR` and `CLICOLOR_FORCE`, then what the profile
    /// prefers, then `TERM=dumb` and what the stream is.
    static func decide(
        _ choice: ColorChoice?, preferred: ColorChoice?, environment: Environment, isTerminal: Bool,
        isPaged: Bool = false
    ) -> Style {
        Style(
            isOn: isColoured(choice, preferred: preferred, environment: environment, isTerminal: isTerminal),
            hasLinks: !isPaged && Hyperlink.areShown(environment, isTerminal: isTerminal))
    }

    private static func isColoured(
        _ choice: ColorChoice?, preferred: ColorChoice?, environment: Environment, isTerminal: Bool
    ) -> Bool {
        if let isOn = choice?.isOn { return isOn }
        if environment.nonEmpty("NO_COLOR") != nil { return false }
        if let force = environment.nonEmpty("CLICOLOR_FORCE"), force != "0" { return true }
        if choice == nil, let isOn = preferred?.isOn { return isOn }
        return isTerminal && environment["TERM"] != "dumb"
    }
}

extension ColorChoice {
    /// nil where it depends on the stream.
    fileprivate var isOn: Bool? {
        switch self {
        case .auto: nil
        case .always: true
        case .never: false
        }
    }
}

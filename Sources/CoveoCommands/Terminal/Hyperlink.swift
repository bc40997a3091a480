import HTTP
import Ports

/// An address that a terminal may open where it is clicked (OSC 8).
///
/// https, or http on a loopback host; whatever is not printable ASCII in it is percent-encoded, so that no text of
/// strangers gets out of the sequence.
struct Hyperlink: Equatable, Sendable {
    let address: String

    /// nil where there is no such address.
    init?(_ text: String?) {
        guard let text else { return nil }
        let page = text.prefix { $0 != "#" }
        // What is none is shown, and leads nowhere.
        guard let web = try? WebAddress(String(page)) else { return nil }
        let fragment = text[page.endIndex...].utf8.map { byte in
            0x21...0x7E ~= byte ? String(UnicodeScalar(byte)) : PercentEncoding.encode(byte)
        }
        address = web.description + fragment.joined()
    }

    /// `text`, which leads there.
    func around(_ text: String) -> String { "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\" }

    /// Whether the terminal on a stream is known to show links. `FORCE_HYPERLINK` says it for one that is not.
    static func areShown(_ environment: Environment, isTerminal: Bool) -> Bool {
        guard isTerminal, environment["TERM"] != "dumb" else { return false }
        if let force = environment.nonEmpty("FORCE_HYPERLINK") { return force != "0" }
        // What stands between may pass them on or not, depending on its version.
        if environment.nonEmpty("TMUX") != nil || environment.nonEmpty("STY") != nil { return false }
        if environment.nonEmpty("WT_SESSION") != nil { return true }
        // From the versions on that their authors name; VTE 0.50.0 crashed.
        for (name, version) in [("VTE_VERSION", 5_001), ("KONSOLE_VERSION", 201_200)] {
            if let number = environment.nonEmpty(name).flatMap(Int.init), number >= version { return true }
        }
        if ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(environment["TERM_PROGRAM"]) { return true }
        let kinds = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"]
        return environment["TERM"].map { term in kinds.contains { term.hasPrefix($0) } } ?? false
    }
}

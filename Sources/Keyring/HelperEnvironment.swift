internal import Ports

/// The variables that a helper gets: those of this process without what is, or could be, a secret.
///
/// Not a list of the allowed: each helper has variables of its own (`PASSWORD_STORE_DIR`, `GNUPGHOME`, `VAULT_ADDR`, …).
/// One that has to be unlocked by a secret in a variable is run by a script that sets it.
struct HelperEnvironment {
    /// What is left.
    let variables: [String: String]

    /// - Parameters:
    ///   - interaction: where it is `.never`, the variables go by which a helper would find the person: terminal and
    ///     display.
    ///   - terminal: the path of the person's terminal, for GnuPG's passphrase dialog: a helper's stdin is no terminal.
    init(_ environment: Environment, interaction: StoreInteraction, terminal: String?) {
        let token = environment["COVEO_ACCESS_TOKEN"]?.split(whereSeparator: \.isWhitespace).first.map(String.init)
        var variables = environment.all.filter { name, value in
            !Self.isSecret(name) && !Self.hasPassword(value, isProxy: name.lowercased().hasSuffix("_proxy"))
                && !(token.map { value.contains($0) } ?? false)
        }
        switch interaction {
        case .never:
            for name in ["GPG_TTY", "DISPLAY", "WAYLAND_DISPLAY", "SSH_ASKPASS"] { variables[name] = nil }
        case .allowed:
            if variables["GPG_TTY"] == nil { variables["GPG_TTY"] = terminal }
        }
        self.variables = variables
    }

    /// Ours, and names whose last word, numbers apart, says that they hold a secret. `PASSWORD_STORE_…` is of pass: where
    /// it keeps things and for which keys.
    private static func isSecret(_ name: String) -> Bool {
        let name = name.uppercased()
        if name.hasPrefix("COVEO_") { return true }
        if name.hasPrefix("PASSWORD_STORE_") { return false }
        let words = name.split(separator: "_").filter { !$0.allSatisfy(\.isNumber) }
        guard let last = words.last else { return false }
        return ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY"].contains { last.hasSuffix($0) }
            || ["PASS", "PAT"].contains(last) || (last == "PWD" && words.count > 1)
    }

    /// `https://user:password@host`, or `user:password@host` where a proxy stands.
    private static func hasPassword(_ value: String, isProxy: Bool) -> Bool {
        let parts = value.split(separator: "://", omittingEmptySubsequences: false).dropFirst(isProxy ? 0 : 1)
        return parts.contains { part in part.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains("@") }
    }
}

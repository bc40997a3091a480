internal import Ports

/// The variables that a helper gets: those of this process without what is, or could be, a secret.
///
/// One that has to be unlocked by a secret in a variable is run by a script that sets it.
struct HelperEnvironment {
    /// What is left.
    let variables: [String: String]

    /// - Parameters:
    ///   - interaction: where it is `.never`, the variables go by which a helper would find the person: terminal and
    ///     display.
    ///   - terminal: the path of the person's terminal, for GnuPG's passphrase dialog: a helper's stdin is no terminal.
    init(_ environment: Environment, interaction: StoreInteraction, terminal: String?) {
        var variables = environment.withoutSecrets
        switch interaction {
        case .never:
            for name in ["GPG_TTY", "DISPLAY", "WAYLAND_DISPLAY", "SSH_ASKPASS"] { variables[name] = nil }
        case .allowed:
            if variables["GPG_TTY"] == nil { variables["GPG_TTY"] = terminal }
        }
        self.variables = variables
    }
}

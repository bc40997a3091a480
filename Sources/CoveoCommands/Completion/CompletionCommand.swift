import ArgumentParser
import Ports

/// `coveo completion SHELL`: prints the shell's script. Answered without starting anything.
struct CompletionCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script for a shell.",
        usage: "coveo completion bash|zsh|fish",
        discussion: """
              bash  coveo completion bash > ~/.local/share/bash-completion/completions/coveo
              zsh   coveo completion zsh > "${fpath[1]}/_coveo"
              fish  coveo completion fish > ~/.config/fish/completions/coveo.fish
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    /// The shells with a script.
    enum Shell: String, ExpressibleByArgument, CaseIterable, Sendable {
        case bash
        case zsh
        case fish
    }

    /// The script; the same text is committed under `completions/`.
    var script: String { CompletionScript.text(for: shell) }
}

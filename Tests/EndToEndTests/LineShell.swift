import Foundation
import Support
import Testing

/// A shell at a terminal, started as its user's, with nothing in its start-up file but what the README says and a prompt
/// to wait for. Where `coveo` would do something, it writes down what it was called with.
final class LineShell: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case bash
        case zsh
        case fish

        /// What the README says.
        fileprivate var installation: String {
            switch self {
            case .bash: "true"
            case .zsh: "mkdir -p ~/.zfunc && coveo completion zsh > ~/.zfunc/_coveo"
            case .fish:
                "mkdir -p ~/.config/fish/completions && coveo completion fish > ~/.config/fish/completions/coveo.fish"
            }
        }

        fileprivate var startUp: (file: String, text: String) {
            switch self {
            case .bash: (".bashrc", "PS1='\(LineShell.prompt)'\nsource <(coveo completion bash)\n")
            case .zsh:
                (
                    ".zshrc",
                    """
                    PROMPT='\(LineShell.prompt)'
                    fpath=(~/.zfunc $fpath)
                    autoload -U compinit && compinit -u

                    """
                )
            case .fish:
                (
                    ".config/fish/config.fish",
                    "function fish_prompt; echo '\(LineShell.prompt)'; end\nset -g fish_greeting\n"
                )
            }
        }
    }

    fileprivate static let prompt = "READY> "

    /// Where it is.
    let folder: String
    private let stage: Stage
    private let terminal: PtyProcess
    private var report: String { stage.folder + "/report" }

    /// Starts it on a stage, and waits until it takes lines.
    init(_ kind: Kind, on stage: Stage, locale: String = "C.UTF-8") async throws {
        self.stage = stage
        folder = stage.folder + "/work"
        let bin = stage.folder + "/bin"
        for folder in [folder, bin, stage.home + "/.config/fish"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        _ = try stage.write(
            "bin/coveo",
            """
            #!/bin/sh
            case $1 in completion | __complete) exec \(Binaries.coveo) "$@" ;; esac
            printf '%s\\0' "$@" >"$REPORT.new" && mv "$REPORT.new" "$REPORT"

            """, isExecutable: true)
        let (file, text) = kind.startUp
        _ = try stage.write("home/" + file, (kind == .fish ? "" : "cd \(folder)\n") + text)
        let variables = [
            "PATH": bin + ":/usr/bin:/bin", "REPORT": stage.folder + "/report", "LANG": locale, "LC_ALL": locale,
        ]
        let installed = try await stage.shell(kind.installation, adding: variables)
        try #require(installed.end == .exited(0), "\(installed.errors)")
        terminal = try stage.terminal(running: "/usr/bin/\(kind.rawValue)", ["-i"], adding: variables)
        try await terminal.expect(Self.prompt)
        if kind == .fish { try await run("cd \(folder)") }
    }

    /// Types a line and Enter, and waits for the next prompt.
    private func run(_ line: String) async throws {
        terminal.send(line + "\n")
        try await terminal.expect(Self.prompt)
    }

    /// Types a line (a tab is the Tab key) and Enter.
    ///
    /// - Returns: what `coveo` was called with.
    private func type(_ line: String) async throws -> [String] {
        try? FileManager.default.removeItem(atPath: report)  // none yet at the first line
        terminal.send(line + "\n")
        let deadline = ContinuousClock.now + .seconds(20)
        while !FileManager.default.fileExists(atPath: report) {
            try #require(ContinuousClock.now < deadline, "nothing was run after '\(line)':\n\(terminal.transcript)")
            try await Task.sleep(for: .milliseconds(5))
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: report))
        try await terminal.expect(Self.prompt)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// Types a line (a tab is the Tab key) and Enter, and expects `coveo` to be called with these words.
    func expect(_ line: String, runs words: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let ran = try await type(line)
        #expect(ran == words, "\(line.debugDescription)", sourceLocation: sourceLocation)
    }

    /// Expects that nothing has made a file in the folder that it is in.
    func expectNoFiles(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.isEmpty, sourceLocation: sourceLocation)
    }
}

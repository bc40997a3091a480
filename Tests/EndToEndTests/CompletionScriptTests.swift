import Foundation
import Support
import Testing

@Suite("Completion scripts in their shells", .timeLimit(.minutes(20)))
struct CompletionScriptTests {
    /// Writes a shell's script, and runs another one that loads it as `$1`.
    private func load(_ shell: String, _ script: String) async throws -> ChildProcess.Outcome {
        try await Stage.with(keyring: nil) { stage in
            let printed = try await stage.coveo("completion", shell)
            #expect(printed.end == .exited(0) && printed.errors == "")
            let path = try stage.write("_coveo", printed.output)
            let bin = stage.folder + "/bin"
            try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                atPath: bin + "/coveo", withDestinationPath: Binaries.coveo)
            return try await stage.shell(
                script, path, adding: ["PATH": bin + ":/usr/bin:/bin"], program: "/usr/bin/\(shell)")
        }
    }

    @Test("bash loads it and completes commands and values", .enabled(if: Facility.bash))
    func bash() async throws {
        let outcome = try await load(
            "bash",
            """
            bash -n "$1" && . "$1" && complete -p coveo || exit
            complete_words() {
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
                COMP_TYPE=9 COMP_KEY=9
                "$function" "$1" "${!#}" "${@:$#-1:1}" 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
            }
            function=$(complete -p coveo | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
            complete_words coveo sources cre
            complete_words coveo sources create --visibility se
            """)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        let words = outcome.output.split(whereSeparator: \.isWhitespace)
        #expect(words.prefix(1) == ["complete"])
        #expect(words.contains("create"))
        #expect(words.contains("secured"))
    }

    @Test("zsh loads it", .enabled(if: Facility.zsh))
    func zsh() async throws {
        let outcome = try await load(
            "zsh", #"zsh -n "$1" && autoload -U compinit && compinit -D -u && . "$1"; print $_comps[coveo]"#)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(outcome.errors == "")
    }

    @Test("fish loads it and completes commands", .enabled(if: Facility.fish))
    func fish() async throws {
        let outcome = try await load(
            "fish", #"fish -n $argv[-1]; and source $argv[-1]; and complete -C 'coveo sources cre'"#)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(outcome.output.contains("create"), "\(outcome.output) \(outcome.errors)")
    }
}

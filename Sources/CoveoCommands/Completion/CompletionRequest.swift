import Ports

/// What a shell's script asks: the arguments of the hidden `coveo __complete`.
///
/// - `bash LINE TEXT TYPE`: the line up to the cursor, as it was typed; the end of it that the answer takes the place of;
///   and `COMP_TYPE`, 9 for a Tab that lists nothing, 63 for one that only lists.
/// - `zsh WORD…`, `fish WORD…`: the words after `coveo` as the shell reads them; the last ends at the cursor.
///
/// Scripts and binary are installed apart: a shell that is not known is answered with nothing.
struct CompletionRequest {
    /// Whose script asks.
    let shell: CompletionCommand.Shell
    /// The words after `coveo`, the last of them being typed.
    let words: [String]
    /// What of the last word stays as it was typed, in bash.
    let kept: Kept
    /// Whether the values are listed, or one of them inserted; else only what all begin with is looked for.
    let showsValues: Bool
    /// Whether they are listed and none is inserted.
    let listsValues: Bool
    /// Whether the shell reads UTF-8.
    let isUTF8: Bool

    /// The part of a word that is not replaced.
    struct Kept {
        /// What it stands for.
        var value = ""
        /// What is open at its end.
        var quote = ShellLine.Quote.none
    }

    /// The last word.
    var current: String { words.last ?? "" }

    /// nil where nothing that is known asks.
    init?(_ arguments: some Collection<String>, environment: Environment) {
        guard let shell = arguments.first.flatMap(CompletionCommand.Shell.init(rawValue:)) else { return nil }
        let rest = Array(arguments.dropFirst())
        self.shell = shell
        isUTF8 = environment.isUTF8
        guard shell == .bash else {
            words = rest
            kept = Kept()
            (showsValues, listsValues) = (true, true)
            return
        }
        guard rest.count >= 2 else { return nil }
        let line = ShellLine(rest[0])
        // What bash replaces is not always the whole word: it ends words at colons and after open quotes, too.
        guard line.words.count > 1, line.typed.utf8.count >= rest[1].utf8.count, line.typed.hasSuffix(rest[1]) else {
            return nil
        }
        let (value, quote) = ShellLine.part(String(line.typed.dropLast(rest[1].count)))
        words = Array(line.words.dropFirst())
        kept = Kept(value: value, quote: quote)
        showsValues = rest.count < 3 || rest[2] != "9"
        listsValues = rest.count > 2 && rest[2] == "63"
    }
}

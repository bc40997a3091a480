import ArgumentParser

/// What a command's help says besides what the parser knows: made when somebody asks for it, never at a start.
struct HelpNotes {
    /// Commands as they are typed, one a line; a line that begins with `#` is a comment to the next one. A test runs
    /// them, from top to bottom.
    var examples: [String]
    /// The environment variables that matter to it.
    var variables: [HelpVariable]
    /// The exit statuses that mean something of its own here, in its words.
    var exits: [(code: ExitCode, words: String)]
    /// The topics that tell more.
    var topics: [HelpTopic]

    init(
        _ examples: String = "", variables: [HelpVariable] = [], exits: [(code: ExitCode, words: String)] = [],
        topics: [HelpTopic] = []
    ) {
        self.examples = examples.split(separator: "\n").map(String.init)
        self.variables = variables
        self.exits = exits
        self.topics = topics
    }
}

/// A command or a group with notes of its own.
protocol Explained: ParsableCommand {
    static var notes: HelpNotes { get }
}

extension Explained {
    /// A test tells of the command that has none.
    static var notes: HelpNotes { HelpNotes() }
}

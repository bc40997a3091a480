import ArgumentParser

/// `coveo providers`: the security identity providers of an organization.
struct ProvidersCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "List, show and create security identity providers.",
        usage: "coveo providers <command>",
        discussion: "A secured source needs one: it knows the identities that may see the items.",
        subcommands: [ProvidersListCommand.self, ProvidersShowCommand.self, ProvidersCreateCommand.self],
        aliases: ["provider"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}

/// A provider's ID as it is named on a command line.
///
/// - Throws: 64 for an empty text, in scripts a variable that was not set, and for blanks alone.
func checkProvider(_ id: String) throws(Failure) {
    if id.allSatisfy(\.isWhitespace) {
        throw Failure(
            .usage, "the ID of a security provider is empty or blank", hint: "is a variable of the script not set?")
    }
}

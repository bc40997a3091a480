extension ProfilesCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo login --profile work --org myorg
            coveo profiles use work
            """, variables: [.profile], topics: [.login])
    }
}

extension ProfilesListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo profiles list
            # the names alone
            coveo profiles list | cut -f 1
            """, variables: [.profile, .credentialStore],
            exits: [(.configuration, "A store can't be used; all that is known is printed.")])
    }
}

extension ProfilesUseCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo profiles use work", variables: [.profile],
            exits: [(.configuration, "There is no such profile; the error lists them.")])
    }
}

extension ProfilesRemoveCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo profiles remove work --yes", variables: [.credentialStore],
            exits: [
                (.no, "The question was answered no."), (.usage, "Nobody can be asked, and --yes is absent."),
                (.configuration, "There is no such profile, or its store can't be used."),
            ])
    }
}

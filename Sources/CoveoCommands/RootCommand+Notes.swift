extension RootCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            # log in, create a source, and check that it is there
            coveo login --org myorg
            id=$(coveo sources create Guides --visibility shared)
            coveo sources verify "$id"
            """, variables: [.accessToken, .profile, .organization])
    }
}

extension CompletionCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            # in this shell alone
            source <(coveo completion bash)
            """)
    }
}

extension KeysCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            key=$(coveo keys create --for push --source Docs --expires 90d)
            coveo keys list
            """, variables: HelpVariable.onPlatform)
    }
}

extension KeysCreateCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            key=$(coveo keys create --for push --source Docs --expires 90d)
            coveo keys create --for push --source Docs --store-as docs-push
            """, variables: HelpVariable.onPlatform + [.credentialStore],
            exits: [
                (.data, "The source is not there, or the platform refused it."),
                (.noPermission, "Not logged in, or API_KEY CREATE is missing."),
                (.configuration, "The store of --store-as can't be used; no key was made."),
            ], topics: [.stores])
    }
}

extension KeysListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo keys list
            # the names alone
            coveo keys list | cut -f 2
            """, variables: HelpVariable.onPlatform,
            exits: [(.noPermission, "Not logged in, or API_KEY VIEW is missing.")])
    }
}

extension KeysDisableCommand {
    static var notes: HelpNotes { removing("disable") }
}

extension KeysDeleteCommand {
    static var notes: HelpNotes { KeysDisableCommand.removing("delete") }
}

extension KeysDisableCommand {
    /// What the two ways to end a key have in common.
    fileprivate static func removing(_ verb: String) -> HelpNotes {
        HelpNotes(
            "coveo keys \(verb) 'coveo push: Docs' --yes", variables: HelpVariable.onPlatform,
            exits: [
                (.no, "The question was answered no."), (.usage, "Nobody can be asked, and --yes is absent."),
                (.data, "A key is not there, or several have its name."),
                (.noPermission, "Not logged in, or API_KEY EDIT is missing."),
            ])
    }
}

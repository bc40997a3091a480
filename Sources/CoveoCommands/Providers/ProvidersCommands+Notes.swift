extension ProvidersCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo providers list
            coveo providers create mySecurityProvider
            """, variables: HelpVariable.onPlatform)
    }
}

extension ProvidersListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo providers list
            coveo providers list --json | jq -r '.[].id'
            """, variables: HelpVariable.onPlatform,
            exits: [(.noPermission, "Not logged in, or SECURITY_PROVIDER VIEW is missing.")])
    }
}

extension ProvidersShowCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo providers show sso
            coveo providers show sso --json > provider.json
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.data, "There is no such provider."),
                (.noPermission, "Not logged in, or SECURITY_PROVIDER VIEW is missing."),
            ])
    }
}

extension ProvidersCreateCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo providers create mySecurityProvider
            coveo providers create people --source Wiki --source Docs
            coveo providers create --model provider.json
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.no, "--if-not-exists found one that differs."),
                (.data, "One of that ID is there, the model is wrong, or the platform refused it."),
                (.noPermission, "Not logged in, or SECURITY_PROVIDER CREATE is missing."),
            ])
    }
}

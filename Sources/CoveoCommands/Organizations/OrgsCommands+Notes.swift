extension OrgsCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo orgs list
            coveo orgs use myorg
            """, variables: HelpVariable.onPlatform)
    }
}

extension OrgsListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo orgs list
            # the IDs alone
            coveo orgs list | cut -f 1
            """, variables: [.accessToken, .profile], exits: [(.noPermission, "Not logged in.")])
    }
}

extension OrgsUseCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo orgs use myorg", variables: [.accessToken, .profile],
            exits: [
                (.data, "The login does not see that organization."), (.noPermission, "Not logged in."),
                (.configuration, "config.json is damaged or can't be written."),
            ])
    }
}

extension OrgsShowCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo orgs show
            coveo orgs show --org myorg --json
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.data, "The organization is not there."),
                (.noPermission, "Not logged in, or ORGANIZATION VIEW is missing."),
            ])
    }
}

extension PrivilegesCommand {
    static var notes: HelpNotes {
        HelpNotes("coveo privileges check", variables: HelpVariable.onPlatform)
    }
}

extension PrivilegesCheckCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo privileges check --for create-source,create-key
            coveo privileges check --for push --source Docs
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.done, "The login has all of them."), (.no, "One is missing."), (.data, "The source is not there."),
                (.noPermission, "Not logged in."),
            ])
    }
}

extension LoginCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo login
            coveo login --region eu --org myorg
            # over SSH: open the address anywhere, and paste where it leads
            coveo login --no-browser
            # with an access token or API key, from stdin
            coveo login --with-token --profile bot < token
            # kept by docker-credential-pass
            coveo login --store helper:pass
            # at a server of your own, as your own client
            coveo login --profile own --issuer https://login.example.com --client-id my-client
            """, variables: [.browser, .credentialStore, .region, .environment, .platformURL, .pushURL, .profile],
            exits: [
                (.usage, "No way to log in is named where nobody can be asked, or there are several organizations."),
                (.unavailable, "The platform can't be reached, or no redirect port is free."),
                (.temporary, "Nobody finished the login in time."),
                (.noPermission, "The login was refused, or another account than --expect-account logged in."),
                (.configuration, "The store can't be used; nothing was opened."),
            ], topics: [.login, .stores])
    }
}

extension LogoutCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo logout --profile work
            coveo logout --all
            """, variables: [.profile, .credentialStore],
            exits: [
                (.done, "There is no login any more, also where the server could not be told."),
                (.configuration, "The store can't be used, and --force is absent."),
            ], topics: [.stores])
    }
}

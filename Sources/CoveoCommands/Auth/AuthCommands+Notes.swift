extension AuthCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo auth status
            coveo auth doctor
            """, variables: [.accessToken, .profile, .credentialStore], topics: [.login, .stores])
    }
}

extension AuthStatusCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo auth status
            # in a script: log in where there is no valid login
            coveo auth status --quiet || coveo login
            """, variables: [.accessToken, .profile],
            exits: [
                (.done, "The profile that is shown first has a valid login."), (.no, "It has none."),
                (.unavailable, "The platform can't be reached."), (.configuration, "The store can't be used."),
            ])
    }
}

extension AuthTokenCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo auth token --header | curl -H @- "$url"
            # or fail, for a job of an hour
            token=$(coveo auth token --min-validity 3600)
            """, variables: [.accessToken, .profile],
            exits: [
                (.usage, "stdout is a terminal, and --show is absent."),
                (.noPermission, "Not logged in, --min-validity can't be met, or --for names another host."),
            ])
    }
}

extension AuthRefreshCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo auth refresh --profile own", variables: [.profile],
            exits: [(.noPermission, "Not logged in, or the login can't be renewed.")], topics: [.login])
    }
}

extension AuthImportCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo auth import
            # and take it out of the vendor's file
            coveo auth import --scrub
            """, variables: [.profile, .credentialStore, .configHome],
            exits: [
                (.data, "The file is damaged."), (.noInput, "The file can't be read."),
                (.noPermission, "There is no token in it, or the platform refused it."),
            ], topics: [.login])
    }
}

extension AuthMoveCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo auth move --to helper:pass", variables: [.profile, .credentialStore],
            exits: [
                (.noPermission, "There is no login to move."), (.configuration, "One of the stores can't be used."),
            ], topics: [.stores])
    }
}

extension AuthDoctorCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo auth doctor
            coveo auth doctor --json > report.json
            """, variables: [.credentialStore, .storeTimeout, .bus, .httpsProxy, .noProxy, .certFile, .certDir],
            exits: [
                (.done, "The store can be used."), (.configuration, "It can't; the findings are printed all the same."),
            ],
            topics: [.stores])
    }
}

extension SourcesCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            id=$(coveo sources create Guides)
            coveo sources verify "$id"
            coveo sources list
            """, variables: HelpVariable.onPlatform, topics: [.manifests])
    }
}

extension SourcesCreateCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            id=$(coveo sources create Guides)
            coveo sources create Notes --visibility private
            coveo sources create Drive --visibility secured --security-provider sso
            coveo sources create Files --visibility secured --create-security-provider f
            # in a script that runs again and again
            coveo sources create Guides --if-not-exists
            coveo sources create --model model.json --verify --wait 60
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.no, "--if-not-exists found one that differs, or --verify found a difference."),
                (.data, "A source of that name is there, the model is wrong, or the platform refused it."),
                (.temporary, "--wait ran out, or there were too many requests."),
                (.noPermission, "Not logged in, or SOURCE CREATE is missing."),
            ])
    }
}

extension SourcesUpdateCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources update Docs --visibility private
            coveo sources update "$id" --set 'customParameters.team="search"'
            coveo sources update "$id" --model changes.json --dry-run
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.no, "Somebody else changed the source meanwhile, or --verify found a difference."),
                (.usage, "More people would see it, nobody can be asked, and --yes is absent."),
                (.data, "The source is not there or not unique, or the change is wrong."),
                (.noPermission, "Not logged in, or SOURCE EDIT is missing."),
            ])
    }
}

extension SourcesShowCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources show Docs
            coveo sources show "$id" --json > model.json
            """, variables: HelpVariable.onPlatform, exits: looking)
    }

    /// What comes of reading sources by name.
    static var looking: [(code: ExitCode, words: String)] {
        [
            (.data, "A source is not there, or several have its name; the error lists their IDs."),
            (.noPermission, "Not logged in, or SOURCE VIEW is missing."),
        ]
    }
}

extension SourcesListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources list --type push --visibility secured
            coveo sources list --columns id,name,documents
            coveo sources list --json | jq -r '.[].id'
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.unavailable, "The platform can't be reached; what came before stands on stdout."),
                (.noPermission, "Not logged in, or SOURCE VIEW is missing."),
            ])
    }
}

extension SourcesVerifyCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources verify Docs Wiki
            coveo sources verify "$id" --visibility shared --wait 60
            # against a model in a file
            coveo sources show Docs --json > docs.json
            coveo sources verify Docs --model docs.json
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.done, "Every check holds."), (.no, "A check failed, or a source is not there or not unique."),
                (.temporary, "--wait ran out."), (.noPermission, "Not logged in, or SOURCE VIEW is missing."),
            ])
    }
}

extension SourcesDeleteCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources delete Docs Drafts --yes
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.no, "The question was answered no."), (.usage, "Nobody can be asked, and --yes is absent."),
                (.data, "A source is not there or not unique; none was deleted."),
                (.noPermission, "Not logged in, or SOURCE EDIT is missing."),
            ])
    }
}

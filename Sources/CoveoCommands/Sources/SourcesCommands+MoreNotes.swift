extension SourcesDuplicateCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "copy=$(coveo sources duplicate Docs 'Docs (trial)')", variables: HelpVariable.onPlatform,
            exits: [
                (.data, "The source is not there or not unique, or one of the new name is there."),
                (.noPermission, "Not logged in, or SOURCE CREATE is missing."),
            ])
    }
}

extension SourcesRebuildCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo sources rebuild Site --yes", variables: HelpVariable.onPlatform,
            exits: [
                (.no, "The question was answered no."),
                (.usage, "Nobody can be asked, and --yes is absent; or of a push source, --force."),
                (.data, "The source is not there or not unique."),
                (.noPermission, "Not logged in, or SOURCE EDIT is missing."),
            ])
    }
}

extension SourcesOpenCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources open Docs
            # print the address alone
            coveo sources open Docs --no-input
            """, variables: [.browser] + HelpVariable.onPlatform, exits: SourcesShowCommand.looking)
    }
}

extension SourcesDiffCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources diff -f sources.yaml
            coveo sources diff -f sources.yaml --json | jq -r '.[].name'
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.done, "Nothing would change."), (.no, "Something would."),
                (.data, "The manifest is wrong; the error has the line."), (.noInput, "The file can't be read."),
                (.noPermission, "Not logged in, or SOURCE VIEW is missing."),
            ], topics: [.manifests])
    }
}

extension SourcesApplyCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources apply -f sources.yaml --dry-run
            coveo sources apply -f sources.yaml --yes
            coveo sources apply -f sources.yaml --prune --prune-prefix team- --max-deletes 5 --yes
            """, variables: HelpVariable.onPlatform,
            exits: [
                (.no, "The question was answered no, or --verify found a difference."),
                (.usage, "Something asks, nobody is there, and --yes is absent."),
                (.data, "The manifest is wrong, or the platform refused a source; the others are done."),
                (.noInput, "The file can't be read."),
                (.noPermission, "Not logged in, or SOURCE CREATE or EDIT is missing."),
            ], topics: [.manifests])
    }
}

extension SourcesExportCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo sources export > sources.yaml
            coveo sources export Docs Wiki --format json
            """, variables: HelpVariable.onPlatform,
            exits: SourcesShowCommand.looking + [(.cantCreate, "The file can't be written.")], topics: [.manifests])
    }
}

extension ConfigCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo config list --origin
            coveo config set timeout 60
            """, variables: [.configDir, .configHome, .profile], topics: [.environment])
    }
}

extension ConfigGetCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo config get organization --profile work", variables: [.configDir, .profile],
            exits: [
                (.no, "The key is not set."), (.usage, "There is no such key."),
                (.configuration, "config.json is damaged; the error says where."),
            ])
    }
}

extension ConfigSetCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo config set timeout 60
            coveo config set color never --profile work
            coveo config set redirectPorts 52296,32111
            """, variables: [.configDir, .profile],
            exits: [
                (.usage, "There is no such key, or the value is none of its."),
                (.configuration, "config.json is damaged or can't be written."),
            ])
    }
}

extension ConfigUnsetCommand {
    static var notes: HelpNotes {
        HelpNotes(
            "coveo config unset timeout", variables: [.configDir, .profile],
            exits: [
                (.usage, "There is no such key."), (.configuration, "config.json is damaged or can't be written."),
            ])
    }
}

extension ConfigListCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo config list --origin
            coveo config list --json --profile work
            """, variables: [.configDir, .profile],
            exits: [(.configuration, "config.json is damaged; the error says where.")], topics: [.environment])
    }
}

extension ConfigPathCommand {
    static var notes: HelpNotes {
        HelpNotes(
            #"cat "$(coveo config path)""#, variables: [.configDir, .configHome],
            exits: [(.configuration, "There is no place for it: neither HOME nor one of these is set.")])
    }
}

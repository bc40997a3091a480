enum PlaceholderCoveoCommands {}

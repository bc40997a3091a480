extension SourcesListCommand: QuickCommand {
    static let shape = QuickLine.Shape(
        options: ["--filter", "--type", "--visibility", "--status", "--limit", "--columns"])

    init?(_ line: QuickLine) {
        guard line.words.isEmpty, let globals = GlobalOptions(line),
            let visibilities = line.values("--visibility", VisibilityOption.init(argument:)),
            let limits = line.values("--limit", { Int($0) })
        else { return nil }
        self.init()
        filter = line["--filter"]
        type = line["--type"]
        visibility = visibilities
        status = line["--status"]
        limit = limits
        columns = line["--columns"]
        self.globals = globals
    }
}

extension SourcesShowCommand: QuickCommand {
    static let shape = QuickLine.Shape()

    init?(_ line: QuickLine) {
        guard line.words.count == 1, let globals = GlobalOptions(line) else { return nil }
        self.init()
        source = line.words[0]
        self.globals = globals
    }
}

extension SourcesVerifyCommand: QuickCommand {
    static let shape = QuickLine.Shape(options: ["--visibility", "--security-provider", "--model", "--wait"])

    init?(_ line: QuickLine) {
        guard !line.words.isEmpty, let globals = GlobalOptions(line),
            let visibilities = line.values("--visibility", VisibilityOption.init(argument:)),
            let waits = line.values("--wait", { Double($0) })
        else { return nil }
        self.init()
        source = line.words
        visibility = visibilities
        securityProvider = line["--security-provider"]
        model = line["--model"]
        wait = waits
        self.globals = globals
    }
}

extension SourcesCreateCommand: QuickCommand {
    static let shape = QuickLine.Shape(
        options: [
            "--visibility", "--security-provider", "--create-security-provider", "--type", "--model", "--wait",
        ],
        flags: ["--stream", "--if-not-exists", "--rebuild", "--verify", "--dry-run"])

    init?(_ line: QuickLine) {
        guard line.words.count <= 1, let globals = GlobalOptions(line),
            let visibilities = line.values("--visibility", VisibilityOption.init(argument:)),
            let waits = line.values("--wait", { Double($0) })
        else { return nil }
        self.init()
        name = line.words.first
        visibility = visibilities
        securityProvider = line["--security-provider"]
        createSecurityProvider = line["--create-security-provider"]
        type = line["--type"]
        stream = line.has("--stream")
        model = line["--model"]
        ifNotExists = line.has("--if-not-exists")
        rebuild = line.has("--rebuild")
        verify = line.has("--verify")
        wait = waits
        dryRun = line.has("--dry-run")
        self.globals = globals
    }
}

extension SourcesUpdateCommand: QuickCommand {
    static let shape = QuickLine.Shape(
        options: ["--visibility", "--security-provider", "--model", "--set", "--rename", "--wait"],
        flags: ["--force", "--rebuild", "--verify", "--dry-run", "-y", "--yes"])

    init?(_ line: QuickLine) {
        guard line.words.count == 1, let globals = GlobalOptions(line),
            let visibilities = line.values("--visibility", VisibilityOption.init(argument:)),
            let waits = line.values("--wait", { Double($0) })
        else { return nil }
        self.init()
        source = line.words[0]
        visibility = visibilities
        securityProvider = line["--security-provider"]
        model = line["--model"]
        set = line["--set"]
        rename = line["--rename"]
        force = line.has("--force")
        rebuild = line.has("--rebuild")
        verify = line.has("--verify")
        wait = waits
        dryRun = line.has("--dry-run")
        yes = line.has("-y", "--yes")
        self.globals = globals
    }
}

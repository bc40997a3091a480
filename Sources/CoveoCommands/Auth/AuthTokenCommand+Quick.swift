extension AuthTokenCommand: QuickCommand {
    static let shape = QuickLine.Shape(options: ["--min-validity", "--for"], flags: ["--header", "--show"])

    init?(_ line: QuickLine) {
        guard line.words.isEmpty, let globals = GlobalOptions(line),
            let lives = line.values("--min-validity", { Double($0) })
        else { return nil }
        self.init()
        header = line.has("--header")
        minValidity = lives
        target = line["--for"]
        show = line.has("--show")
        self.globals = globals
    }
}

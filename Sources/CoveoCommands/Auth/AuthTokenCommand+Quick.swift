extension AuthTokenCommand: QuickCommand {
    static let shape = QuickLine.Shape(flags: ["--header", "--show"])

    init?(_ line: QuickLine) {
        guard line.words.isEmpty, let globals = GlobalOptions(line) else { return nil }
        self.init()
        header = line.has("--header")
        show = line.has("--show")
        self.globals = globals
    }
}

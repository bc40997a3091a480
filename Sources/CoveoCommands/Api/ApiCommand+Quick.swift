// In a file of its own: beside the type, the compiler takes an assignment for a new wrapper instead of a value.
extension ApiCommand: QuickCommand {
    static let shape = QuickLine.Shape(
        options: ["-d", "--data", "-H", "--header"], flags: ["-i", "--include", "--paginate"])

    init?(_ line: QuickLine) {
        guard (1...2).contains(line.words.count), let globals = GlobalOptions(line) else { return nil }
        self.init()
        request = line.words
        data = line["-d"] + line["--data"]
        header = line["-H"] + line["--header"]
        include = line.has("-i", "--include")
        paginate = line.has("--paginate")
        self.globals = globals
    }
}

import Ports
import Support
import Testing

@testable import CoveoCommands

/// What a shell's script is told, taken apart.
struct Told: Equatable {
    let ending: String
    let head: String
    let values: [String]
    let descriptions: [String]

    init(_ ran: Ran, sourceLocation: SourceLocation = #_sourceLocation) {
        var fields = ran.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        #expect(ran.error.isEmpty, sourceLocation: sourceLocation)
        #expect(ran.output.isEmpty || fields.last == "", "a field is not ended", sourceLocation: sourceLocation)
        if fields.last == "" { fields.removeLast() }
        let count = fields.count > 2 ? Int(fields[2]) ?? -1 : 0
        ending = fields.first ?? ""
        head = fields.count > 1 ? fields[1] : ""
        values = Array(fields.dropFirst(3).prefix(count))
        descriptions = Array(fields.dropFirst(3 + count))
    }
}

extension Desk {
    /// What zsh is told at the end of these words.
    func zsh(_ words: String..., environment: [String: String] = [:]) async -> Told {
        Told(await run(["__complete", "zsh"] + words, environment: environment))
    }

    /// What bash is told at the end of this line: how it goes on, and the candidates.
    ///
    /// - Parameter type: `COMP_TYPE`: 9 for a Tab, 63 for the next one, which lists.
    func bash(
        _ line: String, replacing text: String, type: Int = 9, locale: String = "C.UTF-8",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async -> (ending: String, words: [String]) {
        let ran = await run(["__complete", "bash", line, text, String(type)], environment: ["LANG": locale])
        var fields = ran.output.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        #expect(fields.popLast() == "" && ran.error.isEmpty, "a field is not ended", sourceLocation: sourceLocation)
        return (fields.first ?? "", Array(fields.dropFirst()))
    }
}

@Suite("What Tab offers without asking anybody")
struct CompletionTests {
    /// Nothing but memory: whoever asks a store or a platform fails.
    private let desk = Desk(store: MemoryStore(failure: .noSessionBus))

    @Test("commands, each with its line of help, and no hidden one")
    func commands() async {
        let told = await desk.zsh("")
        #expect(told.values.starts(with: ["login", "logout", "auth", "profiles", "config", "sources"]))
        #expect(told.values.contains("help") && !told.values.contains("__complete"))
        #expect(told.descriptions.first?.contains("  -- Log in") == true)
        #expect(told.ending == "space")
        #expect(await desk.zsh("sources", "").values.contains("verify"))
        #expect(await desk.zsh("source", "").values.contains("verify"), "an alias leads on, too")
        #expect(
            await desk.zsh("--profile", "x", "--json", "keys", "").values == ["create", "list", "disable", "delete"])
        #expect(await desk.zsh("help", "sources", "").values.contains("verify"))
        #expect(await desk.zsh("sources", "frobnicate", "").values.isEmpty)
    }

    @Test("options by their long names, the global ones everywhere, and no flag twice")
    func options() async {
        let told = await desk.zsh("sources", "create", "Docs", "--verify", "--visibility", "shared", "--")
        #expect(told.values.contains("--stream") && told.values.contains("--profile"))
        #expect(told.values.contains("--visibility") && told.values.contains("--help"))
        #expect(!told.values.contains("--verify") && !told.values.contains("-q"))
        #expect(await desk.zsh("-").values.contains("-q"))
        #expect(await desk.zsh("--v").values.contains("--version"))
        #expect(await desk.zsh("sources", "list", "").values.contains("--filter"), "where nothing stands alone")
        #expect(await desk.zsh("sources", "show", "Docs", "").values.contains("--json"))
        #expect(await desk.zsh("sources", "list", "--", "").values.isEmpty)
    }

    @Test(
        "values that are fixed",
        arguments: [
            (["sources", "create", "--visibility", ""], ["shared", "private", "secured"]),
            (["--color", ""], ["auto", "always", "never"]),
            (["login", "--region", ""], ["us", "ca", "eu", "au"]),
            (["login", "--environment", ""], ["production", "hipaa", "staging", "development"]),
            (["login", "--store", ""], ["secret-service", "file", "helper:pass", "helper:secretservice"]),
            (["completion", ""], ["bash", "zsh", "fish"]),
            (
                ["config", "get", ""], ["profile", "organization", "store", "redirectPorts", "timeout", "color"]
            ),
            (["config", "set", "color", ""], ["auto", "always", "never"]),
            (["config", "set", "timeout", ""], []),
            (["config", "set", "store", ""], ["secret-service", "file", "helper:pass", "helper:secretservice"]),
            (["sources", "export", "--format", ""], ["yaml", "json"]),
            (["sources", "create", ""], []),
        ])
    func values(words: [String], values: [String]) async {
        #expect(Told(await desk.run(["__complete", "zsh"] + words)).values == values)
    }

    @Test("values after '=', with what comes before them")
    func joined() async {
        let told = await desk.zsh("sources", "create", "--visibility=sh")
        #expect(told.head == "--visibility=")
        #expect(told.values == ["shared", "private", "secured"])
        #expect(await desk.zsh("sources", "create", "--verify=").values.isEmpty)
        #expect(await desk.zsh("sources", "create", "--nonsense=").values.isEmpty)
    }

    @Test("lists with commas go on, and hold no word twice")
    func lists() async {
        let told = await desk.zsh("sources", "list", "--columns", "id,na")
        #expect(told.head == "id,")
        #expect(told.values.starts(with: ["name", "type"]) && !told.values.contains("id"))
        #expect(told.ending == "none")
        #expect(await desk.zsh("sources", "list", "--columns=id,name,").head == "--columns=id,name,")
        #expect(await desk.zsh("privileges", "check", "--for", "push,").values.contains("create-key"))
    }

    @Test("files, by what they should end with")
    func files() async {
        #expect(await desk.zsh("sources", "apply", "-f", "").ending == "files:yaml,yml,json")
        let told = await desk.zsh("sources", "update", "Docs", "--model=so")
        #expect(told.ending == "files:json" && told.head == "--model=")
    }

    @Test("profiles by the settings, so that no store is asked")
    func profiles() async throws {
        desk.files.put(
            #"{"profiles": {"work": {"organization": "acme"}, "a b": {}}, "profile": "work"}"#, Desk.configuration)
        let told = await desk.zsh("profiles", "use", "")
        #expect(told.values == ["a b", "default", "work"])
        #expect(told.descriptions.last == "work     -- acme")
        #expect(await desk.zsh("--profile=").values == ["a b", "default", "work"])
        #expect(await desk.zsh("config", "set", "profile", "").values == ["a b", "default", "work"])
        #expect(desk.store.calls.isEmpty)
    }

    @Test(
        "bash gets what comes after the part of the word that stays, and only what fits",
        arguments: [
            ("coveo sources cre", "cre", ["create"]),
            ("coveo sources CRE", "CRE", ["create"]),
            ("coveo sources create --visibility=s", "s", ["shared", "secured"]),
            (
                "coveo sources create --visibility=s", "--visibility=s",
                ["--visibility=shared", "--visibility=secured"]
            ),
            ("coveo login --store helper:p", "p", ["pass"]),
            ("coveo login --store helper:pass", "", [""]),
            ("coveo login --store helper:", "", ["pass", "secretservice"]),
            (#"coveo login --store "helper:p"#, "helper:p", ["helper:pass"]),
            ("coveo login --store 'he", "he", ["helper:pass", "helper:secretservice"]),
            (#"coveo login --store h"elper:s"#, "elper:s", ["elper:secretservice"]),
            ("coveo login --store $'he", "he", []),
            ("coveo sources list --columns id,nam", "id,nam", ["id,name"]),
            ("coveo sources xyz", "xyz", []),
        ])
    func bash(line: String, text: String, words: [String]) async {
        #expect(await desk.bash(line, replacing: text).words == words)
    }

    @Test("bash gets descriptions where it lists several words, and nowhere else")
    func described() async {
        let line = "coveo sources create --v"
        let listed = await desk.bash(line, replacing: "--v", type: 63).words
        #expect(listed.first == "--visibility  (shared (default), private or secured.)")
        #expect(listed.contains { $0.hasPrefix("--verify      (") })
        #expect(await desk.bash(line, replacing: "--v").words.contains("--verify"))
        #expect(await desk.bash(line + "is", replacing: "--vis", type: 63).words == ["--visibility"])
    }

    @Test(
        "bash gets what is typed of a path beside the endings; where its word is another one, it completes by itself",
        arguments: [
            ("coveo sources diff -f so", "so", ["files:yaml,yml,json", "so"]),
            ("coveo sources diff --file=so", "so", ["files:yaml,yml,json", "so"]),
            (#"coveo sources diff -f "a d"#, "a d", ["files:yaml,yml,json", "a d"]),
            (#"coveo sources diff -f a\ d"#, #"a\ d"#, ["files:yaml,yml,json", "a d"]),
            ("coveo sources diff --file=so", "--file=so", ["files"]),
            ("coveo sources diff -f a:b", "b", ["files"]),
        ])
    func filesInBash(line: String, text: String, fields: [String]) async {
        let told = await desk.bash(line, replacing: text)
        #expect([told.ending] + told.words == fields)
    }

    @Test("fish gets each value with what comes before it, and its description behind a tab")
    func fish() async {
        let told = Told(await desk.run(["__complete", "fish", "sources", "create", "--visibility=sh"]))
        #expect(told.values == ["--visibility=shared\t", "--visibility=private\t", "--visibility=secured\t"])
        #expect(told.head == "--visibility=")
        let commands = Told(await desk.run(["__complete", "fish", "sources", ""]))
        #expect(commands.values.contains("create\tCreate a source and print its ID."))
    }

    @Test(
        "who asks in a way that is not known gets nothing, in silence",
        arguments: [
            [], ["tcsh", "a"], ["bash"], ["bash", "coveo so"], ["bash", "coveo so", "other"],
            ["bash", "coveo", "coveo"],
            ["refresh"], ["refresh", "nonsense", "default"],
        ])
    func unknown(arguments: [String]) async {
        let ran = await desk.run(["__complete"] + arguments)
        #expect(ran.output.isEmpty && ran.error.isEmpty && ran.code == 0)
    }

    @Test(
        "nothing of the environment or the settings keeps it from that",
        arguments: [
            ["COVEO_TIMEOUT": "soon"], ["COVEO_ORGANIZATION": "a", "COVEO_ORGANIZATION_ID": "b"],
            ["COVEO_CREDENTIAL_STORE": "nonsense"], ["COVEO_REGION": "mars"], ["HOME": ""],
        ])
    func misconfigured(environment: [String: String]) async {
        desk.files.put("{damaged", Desk.configuration)
        #expect(await desk.zsh("login", "--region", "", environment: environment).values == ["us", "ca", "eu", "au"])
        let ran = await desk.run(["__complete", "zsh", "sources", "show", ""], environment: environment)
        #expect(Told(ran).values.isEmpty)
    }
}

import Foundation
import JSON
import Support
import Testing

/// Every command, as a story on one machine: later lines work on what earlier ones made. Whether one is missing is asked
/// of the parser itself.
struct EveryCommand: Sendable {
    /// One command line.
    struct Line: Sendable {
        /// `{…}` stands for what the machine knows under that name.
        let words: [String]
        var input: ChildProcess.Input = .none
        /// The secrets that its stdout is for: nothing else may show one. See `Canary`.
        var prints: Set<String> = []

        init(words: [String], input: ChildProcess.Input = .none) {
            self.words = words
            self.input = input
        }

        init(_ words: String..., input: String? = nil, prints: Set<String> = []) {
            self.words = words
            if let input { self.input = .text(input) }
            self.prints = prints
        }
    }

    /// Needs no platform.
    static let local = [
        Line("completion", "bash"), Line("config", "path"), Line("config", "set", "timeout", "20"),
        Line("config", "get", "timeout"), Line("config", "list", "--origin"), Line("config", "unset", "timeout"),
        Line("auth", "doctor"), Line("auth", "doctor", "--json"), Line("profiles", "list"),
        Line("profiles", "use", "default"), Line("auth", "status", "--offline"),
    ]

    /// Works with a login.
    static let remote = [
        Line("auth", "status"), Line("auth", "status", "--json"),
        Line("auth", "token", prints: ["access token"]), Line("auth", "token", "--header", prints: ["access token"]),
        Line("auth", "token", "--json", prints: ["access token"]),
        Line("auth", "token", "--for", "https://elsewhere.example"), Line("auth", "refresh"),
        Line("orgs", "list"), Line("orgs", "show"), Line("orgs", "use", "acmesandbox"),
        Line("sources", "create", "Docs", "--verify"), Line("sources", "create", "Docs"),
        Line("sources", "create", "Docs", "--if-not-exists"), Line("sources", "create", "Dry", "--dry-run"),
        Line("sources", "update", "Docs", "--visibility", "private"), Line("sources", "show", "Docs"),
        Line("sources", "list"), Line("sources", "list", "--json"), Line("sources", "verify", "Docs"),
        Line("sources", "verify", "Docs", "--json"),
        Line("sources", "duplicate", "Docs", "Twin"), Line("sources", "rebuild", "Docs", "-y", "--force"),
        Line("sources", "open", "Docs"), Line("sources", "export"), Line("sources", "diff", "-f", "{manifest}"),
        Line("sources", "diff", "-f", "{manifest}", "--json"), Line("sources", "apply", "-f", "{manifest}", "--yes"),
        Line("providers", "create", "prov", "--source", "Docs"), Line("providers", "list"),
        Line("providers", "show", "prov"), Line("providers", "show", "prov", "--json"),
        Line("privileges", "check"), Line("privileges", "check", "--for", "push", "--source", "Docs"),
        Line("keys", "create", "--for", "push", "--source", "Docs", prints: ["new key"]),
        Line("keys", "list"), Line("keys", "disable", "-y", "{key}"), Line("keys", "delete", "-y", "{key}"),
        Line("api", "/rest/organizations/{org}/sources"), Line("api", "-i", "/rest/organizations"),
        Line("api", "POST", "/push/v1/organizations/{org}/files", prints: ["upload address"]),
        Line("api", "--paginate", "/rest/organizations/{org}/sources/pages"),
        Line("__complete", "fish", "sources", "show", ""), Line("__complete", "zsh", "keys", "delete", ""),
        Line("sources", "delete", "Docs", "-y"), Line("sources", "show", "Nowhere"),
    ]

    /// Begins and ends logins.
    static let logins = [
        Line("login", "--with-token", "--profile", "key", input: "{access token}\n"),
        Line("login", "--with-token", "--profile", "bad", input: "{access token} x\n"),
        Line("auth", "import", "--from", "{vendor}", "--profile", "vendor", "--scrub"),
        Line("auth", "move", "--to", "helper:canary", "--profile", "key"),
        Line("auth", "status", "--profile", "key"),
        Line("auth", "token", "--profile", "key", prints: ["access token"]),
        Line("auth", "logout", "--profile", "vendor"), Line("profiles", "remove", "key", "--yes"),
        Line("logout", "--all"),
    ]

    /// The commands that lines of all three begin with; `login` is the suites' own, by each of its ways.
    static let covered = Set(
        (local + remote + logins).flatMap { line in (1...2).map { line.words.prefix($0).joined(separator: " ") } })

    /// Every command that the parser knows, as `sources list`.
    static func known() async throws -> [String] {
        let dump = try await ChildProcess(Binaries.coveo, ["--experimental-dump-help"]).run().outputBytes
        return leaves(try #require(try JSONValue(parsing: dump)["command"]), below: [])
    }

    private static func leaves(_ command: JSONValue, below names: [String]) -> [String] {
        let children = (command["subcommands"]?.array ?? []).filter { $0["commandName"] != "help" }
        guard !children.isEmpty else { return [names.joined(separator: " ")] }
        return children.flatMap { leaves($0, below: names + [$0["commandName"]?.string ?? ""]) }
    }
}

@Suite("The table of every command")
struct EveryCommandTests {
    @Test("names each command that the parser knows")
    func complete() async throws {
        let known = try await EveryCommand.known()
        #expect(known.count > 40)
        for command in known where command != "auth login" {
            #expect(EveryCommand.covered.contains(command), "no line for '\(command)': add one to EveryCommand")
        }
    }
}

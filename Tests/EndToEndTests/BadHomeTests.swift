import Foundation
import Support
import Testing

@Suite("Homes and locales that are none", .timeLimit(.minutes(20)))
struct BadHomeTests {
    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]

    @Test(
        "without a home of its own a token works, and what has to be kept says why it can't be: 78",
        arguments: [
            (nil, "neither HOME nor XDG_CONFIG_HOME is an absolute path", "neither HOME nor XDG_DATA_HOME is"),
            ("", "neither HOME nor XDG_CONFIG_HOME is an absolute path", "neither HOME nor XDG_DATA_HOME is"),
            ("rel/dir", "neither HOME nor XDG_CONFIG_HOME is an absolute path", "neither HOME nor XDG_DATA_HOME is"),
            (
                "/dev/null", "the folder /dev/null/.config/coveo can't be made: a part of its path is no folder",
                "/dev/null/.local/share/coveo can't be used: a part of its path is no folder"
            ),
            (
                "/proc/self", "the folder /proc/self/.config/coveo can't be made: it is not there",
                "/proc/self/.local can't be used"
            ),
        ] as [(String?, String, String)])
    func homes(home: String?, configuration: String, store: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            // A shell takes a variable away; an empty one is another thing.
            let prefix = home == nil ? "unset HOME; " : ""
            let own = home.map { ["HOME": $0] } ?? [:]
            func run(_ words: String, adding: [String: String] = [:]) async throws -> ChildProcess.Outcome {
                try await stage.shell(
                    prefix + #"exec "$0" "# + words, adding: own.merging(adding) { $1 })
            }
            let shown = try await run("orgs show", adding: variables)
            #expect(shown.end == .exited(0) && shown.errors == "", "\(shown.errors)")
            #expect(try await run("config list --profile default").end == .exited(0))
            let set = try await run("config set timeout 20")
            #expect(set.end == .exited(78) && set.output == "")
            #expect(set.errors.contains(configuration) && set.errors.contains("\nhint: "), "\(set.errors)")
            let login = try await run("login --with-token --store file")
            #expect(login.end == .exited(78) && login.output == "")
            #expect(login.errors.contains(store) && login.errors.contains("\nhint: "), "\(login.errors)")
            #expect(!FileManager.default.fileExists(atPath: stage.folder + "/rel"))
        }
    }

    @Test("a home that is not there yet is made, for its owner alone")
    func absentHome() async throws {
        try await Stage.with(keyring: nil) { stage in
            let home = stage.folder + "/not/yet"
            let set = try await stage.coveo("config", "set", "timeout", "20", adding: ["HOME": home])
            #expect(set.end == .exited(0), "\(set.errors)")
            let mode = try FileManager.default.attributesOfItem(atPath: home)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test(
        "in a locale without UTF-8 names come through as they are, in lists, JSON, manifests and completion",
        arguments: ["C", "POSIX", "", "en_US.ISO-8859-1", "nonsense"])
    func locale(name: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let locale = variables.merging(["LANG": "", "LC_ALL": name]) { $1 }
            let title = "Épîcerie 😀 日本"
            let created = try await stage.coveo("sources", "create", title, adding: locale)
            #expect(created.end == .exited(0), "\(created.errors)")
            let listed = try await stage.coveo("sources", "list", "--columns", "name", adding: locale)
            #expect(listed.output == title + "\n")
            let json = try await stage.coveo("sources", "show", title, "--json", adding: locale)
            #expect(json.output.contains(#""name":"\#(title)""#))
            let exported = try await stage.coveo("sources", "export", adding: locale)
            #expect(exported.output.contains("name: \(title)\n"), "\(exported.output)")
            let manifest = try stage.write("m.yaml", exported.output)
            #expect(try await stage.coveo("sources", "diff", "-f", manifest, adding: locale).end == .exited(0))
            let tab = try await stage.coveo("__complete", "zsh", "sources", "show", "", adding: locale)
            #expect(tab.output.contains(title), "\(tab.output)")
            let terminal = try stage.terminal("sources", "list", "--columns", "name,type", adding: locale)
            #expect(try await terminal.wait() == .exited(0))
            #expect(terminal.transcript.contains(title), "\(terminal.transcript)")
        }
    }
}

import Foundation
import JSON
import Support
import Testing

/// A source's name, and how somebody begins to type it.
struct NastyName: Sendable {
    let name: String
    /// In any of the three shells, outside of quotes.
    let typed: String
    /// Inside quotes: nil where the beginning can't be typed there in each shell alike.
    var quoted: String?
}

@Suite("Tab in bash, zsh and fish", .serialized, .timeLimit(.minutes(20)), .enabled(if: LineShell.areThere))
struct ShellCompletionTests {
    private static let names = [
        NastyName(name: "plain", typed: "pla", quoted: "pla"),
        NastyName(name: "with space", typed: "wi", quoted: "with "),
        NastyName(name: "$(touch x)", typed: #"\$\("#),
        NastyName(name: "`touch x`", typed: #"\`t"#),
        NastyName(name: "$HOME", typed: #"\$H"#),
        NastyName(name: "it's \"quoted\"", typed: "it", quoted: "it"),
        NastyName(name: "ends with '", typed: "ends\\ with\\ \\'"),
        NastyName(name: "two\nlines", typed: "tw", quoted: "tw"),
        NastyName(name: "😀 emoji", typed: "😀", quoted: "😀"),
        NastyName(name: "a:b", typed: "a:", quoted: "a:"),
        NastyName(name: "k=v", typed: "k", quoted: "k="),
        NastyName(name: "back\\slash", typed: "bac", quoted: "bac"),
        NastyName(name: "semi;colon|&>", typed: "se", quoted: "semi;"),
        NastyName(name: "stars *?[x]{a,b}", typed: "st", quoted: "stars"),
        NastyName(name: "~tilde", typed: #"\~"#),
        NastyName(name: "#hash", typed: "\\#"),
        NastyName(name: "bang!bang!", typed: "ban", quoted: "ban"),
        NastyName(name: "esc\u{1b}[31m", typed: "es", quoted: "es"),
        NastyName(name: "%s percent", typed: "%", quoted: "%s"),
        NastyName(name: "ünïcode", typed: "ün", quoted: "ün"),
    ]

    private static let dashed = "--help"

    /// A stage with these sources, somebody logged in, and the names kept.
    private func withShell(
        _ kind: LineShell.Kind, locale: String = "C.UTF-8", _ body: (LineShell, Stage) async throws -> Void
    ) async throws {
        let sources = (Self.names.map(\.name) + [Self.dashed]).enumerated().map { index, name -> JSONValue in
            [
                "organization": "acmesandbox",
                "model": [
                    "id": .string("acmesandbox-\(name == Self.dashed ? "dashed" : String(index))"),
                    "sourceType": "PUSH", "name": .string(name),
                    "sourceVisibility": "SHARED",
                ],
            ]
        }
        let seed: JSONValue = ["sources": .array(sources)]
        try await Stage.with(keyring: nil, seed: seed.text(.compact)) { stage in
            let login = try await stage.coveo(
                "login", "--with-token", "--store", "file", input: .text("xx-sandbox-key\n"))
            try #require(login.end == .exited(0), "\(login.errors)")
            try #require(try await stage.coveo("sources", "list").end == .exited(0))
            try await body(LineShell(kind, on: stage, locale: locale), stage)
        }
    }

    @Test("a name that was completed is read back as it is, and nothing in it runs", arguments: LineShell.Kind.allCases)
    func names(kind: LineShell.Kind) async throws {
        try await withShell(kind) { shell, _ in
            for name in Self.names {
                try await shell.expect(
                    "coveo sources show \(name.typed)\tend", runs: "sources", "show", name.name, "end")
            }
            try shell.expectNoFiles()
        }
    }

    @Test("so it is inside of quotes", arguments: LineShell.Kind.allCases, ["'", "\""])
    func quotes(kind: LineShell.Kind, quote: String) async throws {
        try await withShell(kind) { shell, _ in
            for name in Self.names {
                guard let quoted = name.quoted else { continue }
                try await shell.expect(
                    "coveo sources show \(quote)\(quoted)\tend", runs: "sources", "show", name.name, "end")
            }
            try shell.expectNoFiles()
        }
    }

    @Test("in a locale without UTF-8 too", arguments: LineShell.Kind.allCases)
    func plainLocale(kind: LineShell.Kind) async throws {
        try await withShell(kind, locale: "C") { shell, _ in
            for name in Self.names where name.typed.utf8.allSatisfy({ $0 < 0x80 }) {
                try await shell.expect(
                    "coveo sources show \(name.typed)\tend", runs: "sources", "show", name.name, "end")
            }
        }
    }

    @Test(
        "a name that looks like an option is offered by its ID, and after '--' as it is",
        arguments: LineShell.Kind.allCases)
    func dashes(kind: LineShell.Kind) async throws {
        try await withShell(kind) { shell, _ in
            try await shell.expect(
                "coveo sources show acmesandbox-d\tend", runs: "sources", "show", "acmesandbox-dashed", "end")
            try await shell.expect(
                "coveo sources show -- --\tend", runs: "sources", "show", "--", Self.dashed, "end")
        }
    }

    @Test("commands, options, values after '=' and with colons, lists, files", arguments: LineShell.Kind.allCases)
    func words(kind: LineShell.Kind) async throws {
        try await withShell(kind) { shell, _ in
            for name in ["a manifest.yaml", "other.txt", "mine.txt", "mine.yml", "mine.yaml.orig"] {
                try Data().write(to: URL(fileURLWithPath: shell.folder + "/" + name))
            }
            let folder = shell.folder + "/deep"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: folder + "/sources.yaml"))
            try await shell.expect(
                "coveo sources diff -f dee\ts\tx", runs: "sources", "diff", "-f", "deep/sources.yaml", "x")
            try await shell.expect("coveo sources diff -f m\tx", runs: "sources", "diff", "-f", "mine.yml", "x")
            // Where there is none of its kind, any file will do.
            try await shell.expect("coveo sources diff -f o\tx", runs: "sources", "diff", "-f", "other.txt", "x")
            try await shell.expect("coveo sou\tcrea\tx", runs: "sources", "create", "x")
            try await shell.expect(
                "coveo sources create --visib\tsec\t", runs: "sources", "create", "--visibility", "secured")
            try await shell.expect(
                "coveo sources create --visibility=sec\t", runs: "sources", "create", "--visibility=secured")
            try await shell.expect("coveo login --store helper:pa\tx", runs: "login", "--store", "helper:pass", "x")
            try await shell.expect(
                "coveo sources list --columns id,nam\t", runs: "sources", "list", "--columns", "id,name")
            try await shell.expect("coveo sources diff -f a\tx", runs: "sources", "diff", "-f", "a manifest.yaml", "x")
            try await shell.expect(
                "coveo sources diff --file=a\tx", runs: "sources", "diff", "--file=a manifest.yaml", "x")
        }
    }

    @Test("the program that was typed is the one that is asked", arguments: LineShell.Kind.allCases)
    func otherProgram(kind: LineShell.Kind) async throws {
        try await withShell(kind) { shell, stage in
            // It knows a command that no other does, and hands the rest on.
            _ = try stage.write(
                "home/coveo",
                """
                #!/bin/sh
                case $1 in
                __complete)
                    case $2 in
                    bash) printf 'space\\037%s\\037' "frobnicate" ;;
                    zsh) printf 'space\\0\\0001\\0%s\\0' "frobnicate" ;;
                    fish) printf 'space\\0\\0001\\0%s\\town\\0' "frobnicate" ;;
                    esac ;;
                *) exec \(stage.folder)/bin/coveo "$@" ;;
                esac

                """, isExecutable: true)
            for program in ["~/coveo", "../home/coveo"] {
                try await shell.expect("\(program) frob\tx", runs: "frobnicate", "x")
            }
        }
    }
}

extension LineShell {
    static let areThere = Facility.bash && Facility.zsh && Facility.fish
}

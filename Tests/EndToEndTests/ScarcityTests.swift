import Foundation
import Support
import Testing

@Suite("Machines that lack something", .timeLimit(.minutes(20)))
struct ScarcityTests {
    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]

    @Test("with few file descriptors a command works, or says that there are too few: 78")
    func descriptors() async throws {
        try await Stage.with(keyring: Facility.keyring ? .gnome : nil) { stage in
            if Facility.keyring { try await stage.logInWithKey() }
            for limit in [4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 26, 27, 28, 29, 30, 32, 40] {
                for command in ["sources list", "auth status", "config list", "__complete zsh sources show ''"] {
                    let own = Facility.keyring ? [:] : variables
                    let outcome = try await stage.shell(
                        #"ulimit -n \#(limit) && exec "$0" \#(command)"#, adding: own)
                    let isSilent = command.hasPrefix("__")
                    if outcome.end == .exited(0) { continue }
                    #expect(outcome.end == .exited(78), "\(limit), \(command): \(outcome.errors)")
                    #expect(
                        isSilent || outcome.errors.hasPrefix("error: this process may open too few files: it needs"),
                        "\(limit), \(command): \(outcome.errors)")
                    #expect(isSilent || outcome.errors.contains("hint: raise the limit, as with 'ulimit -n 256'"))
                    #expect(outcome.output == "" && limit < 32)
                }
            }
            // What opens nothing needs nothing.
            let version = try await stage.shell(#"ulimit -n 5 && exec "$0" --version"#)
            #expect(version.end == .exited(0))
        }
    }

    @Test("with few file descriptors much at a time is less at a time")
    func concurrency() async throws {
        try await Stage.with(keyring: nil) { stage in
            let manifest = try stage.write("m.yaml", (1...80).map { "- {name: s\($0), sourceType: PUSH}\n" }.joined())
            let outcome = try await stage.shell(
                #"ulimit -n 40 && exec "$0" sources apply -f '\#(manifest)' --concurrency 64"#, adding: variables)
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
            let list = try await stage.shell(#"exec "$0" sources list --columns name"#, adding: variables)
            #expect(list.output.split(separator: "\n").count == 80)
        }
    }

    @Test("with little memory a command says so: 78")
    func memory() async throws {
        try await Stage.with(keyring: nil) { stage in
            let outcome = try await stage.shell(#"ulimit -v 131000 && exec "$0" sources list"#, adding: variables)
            #expect(outcome.end == .exited(78) && outcome.output == "")
            #expect(
                outcome.errors
                    == "error: this process may take too little memory: 131000 KiB of address space, and it needs 128 MiB\n"
                    + "hint: raise the limit, as with 'ulimit -v unlimited'\n")
        }
    }

    /// Runs a script in a namespace of its own with `$0` as `coveo`, and a file system of 64 KiB as `HOME`.
    private func inNamespace(_ stage: Stage, _ script: String, adding: [String: String] = [:]) async throws -> String {
        let mounted = """
            mkdir -p "$HOME" && mount -t tmpfs -o size=64k,mode=700 tmpfs "$HOME" || exit 99
            run() { "$coveo" "$@" >"$OUT/stdout" 2>"$OUT/stderr" </dev/null; echo "$? $(tr '\\n' ' ' <"$OUT/stderr")"; }
            fill() { dd if=/dev/zero of="$HOME/filler" bs=1k count=100 2>/dev/null; dd if=/dev/zero of="$HOME/rest" bs=1 count=4096 2>/dev/null; }
            \(script)
            """
        let outcome = try await ChildProcess(
            "/usr/bin/unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", mounted],
            environment: stage.environment.merging(["coveo": Binaries.coveo, "OUT": stage.folder]) { $1 }
                .merging(adding) { $1 }, directory: stage.folder
        ).run(deadline: .seconds(60))
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        return outcome.output
    }

    @Test("a full disk is told as that, and leaves what was there", .enabled(if: Facility.namespaces))
    func fullDisk() async throws {
        try await Stage.with(keyring: nil) { stage in
            let said = try await inNamespace(
                stage,
                """
                echo xx-sandbox-key | "$coveo" login --with-token --store file 2>/dev/null
                run config set timeout 20
                cp -r "$HOME" "$OUT/before"; fill
                run config set timeout 25
                run sources export -f "$HOME/m.yaml"
                echo xx-other-key | COVEO_ACCESS_TOKEN= "$coveo" login --with-token --profile other --store file 2>&1 | head -n 1
                run sources create Docs
                run sources list
                rm "$HOME/filler" "$HOME/rest"
                diff -r "$HOME/.config" "$OUT/before/.config" && diff -r "$HOME/.local" "$OUT/before/.local" && echo same
                find "$HOME" -name '.*.coveo-*' | wc -l
                run config set timeout 25
                """)
            let lines = said.split(separator: "\n").map(String.init)
            try #require(lines.count == 9, "\(said)")
            #expect(lines[0].hasPrefix("0 "))
            #expect(lines[1].hasPrefix("78 error: the configuration can't be written: "), "\(lines[1])")
            #expect(lines[1].contains("the disk is full (errno 28)"), "\(lines[1])")
            #expect(lines[2].hasPrefix("73 error: ") && lines[2].contains("the disk is full (errno 28)"), "\(lines[2])")
            #expect(lines[3].hasPrefix("error: ") && lines[3].contains("errno 28"), "\(lines[3])")
            #expect(lines[4].hasPrefix("0 ") && lines[5].hasPrefix("0 "), "a cache that can't be kept stops nothing")
            #expect(lines[6] == "same" && lines[7] == "0", "\(said)")
            #expect(lines[8].hasPrefix("0 "))
        }
    }

    @Test("a home that can only be read: logins in it work, and what writes says so", .enabled(if: Facility.namespaces))
    func readOnly() async throws {
        try await Stage.with(keyring: nil) { stage in
            let said = try await inNamespace(
                stage,
                """
                echo xx-sandbox-key | "$coveo" login --with-token --store file 2>/dev/null
                mount -o remount,ro "$HOME"
                run sources create Docs
                run sources list
                run auth token
                run config set timeout 25
                run __complete zsh sources show ''
                """)
            let lines = said.split(separator: "\n").map(String.init)
            try #require(lines.count == 5, "\(said)")
            for line in [lines[0], lines[1], lines[2], lines[4]] { #expect(line.hasPrefix("0 "), "\(line)") }
            #expect(lines[3].hasPrefix("78 error: the configuration can't be written: "), "\(lines[3])")
            #expect(lines[3].contains("the file system is read-only (errno 30)"), "\(lines[3])")
        }
    }

    @Test("without a folder for temporary files nothing is missing", .enabled(if: Facility.namespaces))
    func noTemporaryFolder() async throws {
        try await Stage.with(keyring: nil) { stage in
            let said = try await inNamespace(
                stage,
                """
                mount -t tmpfs -o ro,size=4k tmpfs /var/tmp
                echo xx-sandbox-key | "$coveo" login --with-token --store file 2>/dev/null
                run sources create Docs
                run sources export -f "$HOME/m.yaml"
                run sources diff -f "$HOME/m.yaml"
                run api "/rest/organizations/acmesandbox/sources"
                """, adding: ["TMPDIR": "/nowhere"])
            let lines = said.split(separator: "\n")
            #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("0 ") }, "\(said)")
        }
    }

    @Test("a limit of a file's size is told, and leaves what was there")
    func fileSize() async throws {
        try await Stage.with(keyring: nil) { stage in
            try #require(try await stage.coveo("config", "set", "timeout", "20").end == .exited(0))
            let outcome = try await stage.shell(
                #"trap '' XFSZ; ulimit -f 0; exec "$0" config set timeout 25 2>&1 | cat"#)
            #expect(outcome.output.contains("it would be too large (errno 27)"), "\(outcome.output)")
            let kept = try await stage.coveo("config", "get", "timeout")
            #expect(kept.output == "20\n")
        }
    }
}

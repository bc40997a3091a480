import Foundation
import Support
import Testing

extension KnownMistakesTests {
    /// Those of Git, its helpers, and Docker's: what a helper gets, and what it is asked for.
    @Suite("with credential helpers and prompts")
    struct OfHelpers {
        private static let names = [
            "a\nhost=evil.example", "a\r\nprotocol=https\r\nhost=evil.example", "a\rhost=evil.example\r",
            "%0d%0ahost=evil",
            "", " ", "a\u{1B}[2J\u{9B}31m", "https://evil.example/", "x\u{2028}y\u{85}z", "-v", "a b\tc",
        ]

        @Test(
            "CVE-2020-5260, CVE-2020-11008, CVE-2024-52006 (Git), CVE-2024-50338 (Git Credential Manager), CVE-2024-53263 (Git LFS), CVE-2025-23040 (GitHub Desktop): no name is a second line or another host for a helper"
        )
        func lines() async throws {
            try await Stage.with(keyring: nil) { stage in
                let folder = stage.folder + "/bin"
                for path in [folder, stage.folder + "/vault"] {
                    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                }
                _ = try stage.write(
                    "bin/docker-credential-spy",
                    """
                    #!/bin/sh
                    n=$(mktemp '\(stage.folder)/vault/got.XXXXXX'); echo "$#" "$1" >"$n"; tee -a "$n" | '\(Rig.path("credential-helper"))' "$1"
                    """, isExecutable: true)
                let variables = [
                    "PATH": folder + ":/usr/bin:/bin", "HELPER_DATA": stage.folder + "/vault",
                    "COVEO_CREDENTIAL_STORE": "helper:spy",
                ]
                var kept = 0
                for name in Self.names {
                    let login = try await stage.coveo(
                        "login", "--with-token", "--profile", name, input: .text("xx-sandbox-key"), adding: variables)
                    guard login.end == .exited(0) else {
                        #expect(login.end == .exited(64), "\(name): \(login.errors)")
                        continue
                    }
                    kept += 1
                    let token = try await stage.coveo(
                        "auth", "token", "--profile", name, adding: variables, isSecret: true)
                    #expect(token.output == "xx-sandbox-key\n", "\(name): \(token.errors)")
                    try await stage.coveo("logout", "--profile", name, adding: variables)
                }
                #expect(kept >= 3)
                let got = try FileManager.default.contentsOfDirectory(atPath: stage.folder + "/vault").filter {
                    $0.hasPrefix("got.")
                }
                #expect(got.count > 20)
                for file in got {
                    let bytes = try Array(Data(contentsOf: URL(filePath: stage.folder + "/vault/" + file)))
                    let end = try #require(bytes.firstIndex(of: 0x0A))
                    #expect(bytes[..<end].starts(with: Array("1 ".utf8)))
                    let input = bytes[(end + 1)...]
                    #expect(input.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "\(String(decoding: bytes, as: UTF8.self))")
                    let verb = String(decoding: bytes[2..<end], as: UTF8.self)
                    if ["get", "erase"].contains(verb) {
                        let url = String(decoding: input, as: UTF8.self)
                        #expect(url.wholeMatch(of: /https:\/\/coveo\.cli\.invalid\/[!-~]+/) != nil, "\(url)")
                        #expect(URLComponents(string: url)?.host == "coveo.cli.invalid")
                    }
                }
            }
        }

        @Test("CVE-2024-50349 (Git): a host or a name in a prompt can't paint another prompt")
        func prompts() async throws {
            try await Stage.with(keyring: nil) { stage in
                for host in ["a%1B%5B2J%1B%5BHevil", "good.example%0d%0aPassword", "x\u{1B}[2J", "x\u{202E}y"] {
                    for words in [["--with-token"], ["--no-browser"]] {
                        let terminal = try stage.terminal(
                            running: Binaries.coveo,
                            ["login", "--platform-url", "https://\(host)"] + words + ["--store", "file"], adding: [:])
                        try await Task.sleep(for: .milliseconds(300))
                        terminal.sendControlC()
                        try await terminal.wait()
                        let harm = StrangersText.harm(in: Array(terminal.transcript.utf8), isTerminal: true)
                        #expect(harm == [], "\(terminal.transcript)")
                    }
                }
            }
        }

        @Test(
            "CVE-2021-41092 (docker): where a chosen helper can't be run, nothing else gets the secret, and nothing is sent"
        )
        func missingHelper() async throws {
            try await Stage.with(keyring: nil) { stage in
                let variables = ["COVEO_CREDENTIAL_STORE": "helper:absent"]
                for words in [["login", "--with-token"], ["sources", "list"], ["auth", "token"]] {
                    let ran = try await stage.run(words, input: .text("xx-sandbox-key"), adding: variables)
                    #expect(ran.end == .exited(78) && ran.errors.contains("docker-credential-absent"), "\(ran.errors)")
                }
                #expect(stage.sandbox.requests.isEmpty)
                let files = try FileManager.default.subpathsOfDirectory(atPath: stage.home)
                #expect(!files.contains { $0.contains("credentials") })
            }
        }

        @Test("CVE-2020-26233 (Git Credential Manager): no program of the working directory is run")
        func workingDirectory() async throws {
            try await Stage.with(keyring: nil) { stage in
                for name in ["docker-credential-evil", "wslview", "xdg-open", "gpg", "coveo"] {
                    _ = try stage.write(name, "#!/bin/sh\necho ran >>'\(stage.folder)/ran'\n", isExecutable: true)
                }
                for path in [":.", ".:", "::", "bin:.", ""] {
                    let variables = ["PATH": path, "WSL_DISTRO_NAME": "x", "DISPLAY": ":9"]
                    let helper = try await stage.coveo(
                        "sources", "list", adding: variables.merging(["COVEO_CREDENTIAL_STORE": "helper:evil"]) { $1 })
                    #expect(helper.end == .exited(78), "\(path): \(helper.errors)")
                    let login = try await stage.coveo(
                        "login", "--browser", "--org", "a", "--redirect-port", "0", "--client-id", "own", "--store",
                        "file",
                        "--login-timeout", "1", adding: variables)
                    #expect(login.end == .exited(75), "\(path): \(login.errors)")
                }
                #expect(!FileManager.default.fileExists(atPath: stage.folder + "/ran"))
            }
        }
    }
}

import Foundation
import JSON
import Support
import Synchronization
import Testing

@Suite("Strangers' text, in every command", .timeLimit(.minutes(20)))
struct StrangersTextTests {
    /// What the platform puts the text into.
    enum Day: CaseIterable, Sendable {
        /// Names and descriptions; what a command goes on with is left as it is.
        case names
        /// Every text of every answer.
        case everything
        /// Refusals, in their words and their header fields.
        case refusals
        /// Names that are no UTF-8.
        case invalid
    }

    static let variables = [
        "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox", "BROWSER": "/bin/true",
    ]
    private static let kept: Set = ["id", "organizationId", "sourceType", "sourceVisibility", "type", "value"]

    /// A platform that writes so.
    static func platform(_ day: Day, _ text: String, before sandbox: Sandbox) throws -> Meddler {
        try Meddler(to: sandbox.port) { request in
            switch day {
            case .names: return poisoning(text, but: kept)
            case .everything: return poisoning(text, but: [])
            case .invalid:
                return .change { body in
                    body.replacing(Array(#""name":""#.utf8), with: Array(#""name":""#.utf8) + [0xFF, 0x9B, 0xC3, 0x28])
                }
            case .refusals:
                let words = StrangersText.poisoned(["errorCode": "", "message": "", "title": ""], with: text)
                let status = [400, 401, 403, 404, 409, 500][request.target.utf8.count % 6]
                return .answer(
                    Meddler.answer(
                        status, words.text(.compact), type: "application/json; \u{9B}31m\u{202E}",
                        fields: ["X-Request-ID: \u{9B}31m\u{202E}$(touch ran)"]))
            }
        }
    }

    private static func poisoning(_ text: String, but kept: Set<String>) -> Meddler.Deed {
        .change { body in
            // What is no JSON is left as it is.
            guard let value = try? JSONValue(parsing: body) else { return body }
            return Array(StrangersText.poisoned(value, with: text, but: kept).text(.compact).utf8)
        }
    }

    @Test("in a pipe, as JSON, with -v and at a terminal: nothing but text comes out", arguments: Day.allCases)
    func commands(day: Day) async throws {
        try await Stage.with(keyring: nil) { stage in
            let platform = try Self.platform(day, StrangersText.everything, before: stage.sandbox)
            defer { platform.stop() }
            let manifest = try stage.write("manifest.yaml", "name: Docs\nsourceType: PUSH\nsourceVisibility: SECURED\n")
            let variables = Self.variables.merging(["COVEO_PLATFORM_URL": platform.url]) { $1 }
            for line in (day == .names ? EveryCommand.local : []) + EveryCommand.remote {
                // Looked for again and again, since no answer shows what was asked for.
                if day == .everything, line.words.starts(with: ["sources", "create"]) { continue }
                let words = line.words.map { $0.replacingOccurrences(of: "{manifest}", with: manifest) }
                try await check(words, on: stage, variables, day)
            }
            #expect(platform.requests.count > 40)
            try expectNothingRan(on: stage)
        }
    }

    private func check(
        _ words: [String], on stage: Stage, _ variables: [String: String], _ day: Day,
        text: String = StrangersText.everything
    ) async throws {
        let isCompletion = words[0] == "__complete"
        let plain = try await stage.run(isCompletion ? words : words + ["-v"], adding: variables)
        expectFit(plain.errorBytes, words)
        // The values are the shell's to quote; `api` and JSON give what came, to the byte.
        let isExact = ["api", "__complete", "completion"].contains(words[0]) || words.contains("--json")
        if !isExact { expectFit(plain.outputBytes, words, hasColumns: true) }
        if isCompletion || words[0] == "completion" { return }
        if words[0] != "api", !words.contains("--json"), day != .refusals {
            let json = try await stage.run(words + ["--json"], adding: variables)
            expectFit(json.errorBytes, words)
            #expect(!json.outputBytes.contains { $0 < 0x20 && $0 != 0x0A }, "\(words)")
            if !json.outputBytes.isEmpty { _ = try JSONValue(parsing: json.outputBytes) }
            if day == .names, words == ["sources", "list"] {
                let names = try JSONValue(parsing: json.outputBytes).array?.map { $0["name"]?.string }
                #expect(names?.allSatisfy { $0 == text } == true && names?.isEmpty == false)
            }
        }
        if day == .invalid { return }
        let terminal = try stage.terminal(running: Binaries.coveo, words + ["--no-input"], adding: variables)
        try await terminal.wait(timeout: .seconds(60))
        expectFit(Array(terminal.transcript.utf8), words, isTerminal: true)
    }

    private func expectFit(
        _ bytes: [UInt8], _ words: [String], isTerminal: Bool = false, hasColumns: Bool = false
    ) {
        let harm = StrangersText.harm(in: bytes, isTerminal: isTerminal, hasColumns: hasColumns)
        #expect(harm.isEmpty, "\(words)\(isTerminal ? " at a terminal" : ""): \(Set(harm))")
    }

    private func expectNothingRan(on stage: Stage) throws {
        for folder in [stage.folder, stage.home] {
            #expect(try !FileManager.default.contentsOfDirectory(atPath: folder).contains("ran"))
        }
    }

    @Test("what begins like an option, and ten thousand bytes, in what lists", arguments: StrangersText.all.dropFirst())
    func long(text: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let platform = try Self.platform(.names, text, before: stage.sandbox)
            defer { platform.stop() }
            let variables = Self.variables.merging(["COVEO_PLATFORM_URL": platform.url]) { $1 }
            try await stage.coveo("sources", "create", "Docs", adding: variables)
            for words in [["sources", "list"], ["orgs", "list"], ["providers", "list"], ["auth", "status"]] {
                try await check(words, on: stage, variables, .names, text: text)
            }
        }
    }

    @Test(
        "in files: configuration, stored logins, the vendor's file, manifests and models", arguments: StrangersText.all)
    func files(text: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let json = JSONValue.string(text).text(.compact, escapingInvisible: true)
            let folder = stage.home + "/.config/coveo"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let settings = #"{"profile":\#(json),"profiles":{\#(json):{"organization":\#(json),"store":\#(json)}}}"#
            let session = #"{"version":1,"credentials":[{"profile":\#(json),"platform":\#(json),"secret":\#(json)}]}"#
            let texts = [
                "config.json": settings, "vendor.json": #"{"version":\#(json),"accessToken":"x","region":\#(json)}"#,
                "m.yaml": "- name: \(json)\n  sourceType: \(json)\n- \(json): \(json)\n", "model.json": json,
                "n.yaml": "organization: \(json)\nplatformUrl: \(json)\nsources: [{name: \(json)}]\n",
            ]
            var paths: [String: String] = [:]
            for (name, text) in texts { paths[name] = try stage.write(name, text) }
            func path(_ name: String) -> String { paths[name] ?? "" }
            for words in [
                ["sources", "diff", "-f", path("m.yaml")], ["sources", "apply", "-y", "-f", path("n.yaml")],
                ["sources", "create", "--model", path("model.json")],
                ["auth", "import", "--from", path("vendor.json")], ["sources", "show", "--", text],
                ["sources", "list", "--profile", text], ["sources", "list", "--org", text], [text], ["api", text],
                ["sources", "list", "--columns", text], ["login", "--platform-url", text],
                ["login", "--device", "--issuer", text],
            ] { try await check(words, on: stage, Self.variables, .refusals) }
            try settings.write(toFile: folder + "/config.json", atomically: false, encoding: .utf8)
            try FileManager.default.createDirectory(
                atPath: stage.home + "/.local/share/coveo", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let credentials = stage.home + "/.local/share/coveo/credentials.json"
            try session.write(toFile: credentials, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: credentials)
            for (name, value) in ["COVEO_CREDENTIAL_STORE": "file", "COVEO_PROFILE": text, "COVEO_REGION": text] {
                for words in [
                    ["auth", "status"], ["profiles", "list"], ["config", "list"], ["auth", "doctor"],
                    ["sources", "list"], ["logout"],
                ] { try await check(words, on: stage, [name: value], .refusals) }
            }
            try expectNothingRan(on: stage)
        }
    }

    @Test("from an authorization server: metadata, a device's code and address, errors", arguments: StrangersText.all)
    func authorization(text: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let refusal = StrangersText.poisoned(["error": "", "error_description": "", "error_uri": ""], with: text)
            let device =
                StrangersText.poisoned(
                    ["device_code": "", "user_code": "", "verification_uri": "", "verification_uri_complete": ""],
                    with: text
                ).text(.compact).dropLast() + #","expires_in":9,"interval":1}"#
            let platform = try Meddler(to: stage.sandbox.port) { request in
                let body: String
                switch request.target {
                case "/device": body = String(device)
                case "/plain":
                    body = device.replacingOccurrences(
                        of: JSONValue.string(text).text(.compact) + #","verification_uri_c"#,
                        with: #""https://x.example/","verification_uri_c"#)
                case "/t": return .answer(Meddler.answer(400, refusal.text(.compact)))
                default:
                    return .answer(Meddler.answer(200, #"{"issuer":"# + JSONValue.string(text).text(.compact) + "}"))
                }
                return .answer(Meddler.answer(200, body))
            }
            defer { platform.stop() }
            for place in ["/device", "/plain"] {
                try await check(
                    [
                        "login", "--device", "--org", "a", "--client-id", "own", "--store", "file", "--token-endpoint",
                        platform.url + "/t", "--device-authorization-endpoint", platform.url + place,
                    ], on: stage, ["COVEO_PLATFORM_URL": platform.url], .refusals)
            }
            try await check(
                ["login", "--device", "--issuer", platform.url, "--store", "file"], on: stage, [:], .refusals)
            try expectNothingRan(on: stage)
        }
    }

    @Test(
        "on the redirect: the closing page and the terminal show it, and do nothing",
        arguments: StrangersText.all.prefix(2))
    func redirect(text: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let terminal = try stage.terminal(
                "login", "--no-browser", "--org", "a", "--redirect-port", "0", "--client-id", "own", "--store", "file",
                "--authorization-endpoint", stage.sandbox.url + "/oauth/authorize", "--token-endpoint",
                stage.sandbox.url + "/t")
            let address = try await Person.address(on: terminal)
            let redirect = try #require(Person.parameter("redirect_uri", of: address))
            let state = try #require(Person.parameter("state", of: address))
            let words = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let page = try await Person().open("\(redirect)?error=\(words)&error_description=\(words)&state=\(state)")
            #expect(StrangersText.harm(in: Array(page.body.utf8)).isEmpty)
            #expect(!page.body.contains("<script") && page.body.contains("The login was refused"))
            #expect(try await terminal.wait() == .exited(77))
            expectFit(Array(terminal.transcript.utf8), ["login"], isTerminal: true)
        }
    }
}

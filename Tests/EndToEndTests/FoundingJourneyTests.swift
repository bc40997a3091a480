import Foundation
import JSON
import Support
import Testing

extension RedirectPorts {
    @Suite("The founding journey, by pipes", .enabled(if: Facility.python))
    struct FoundingJourneyTests {
        /// The bodies of the founding procedure.
        private static let bodies = [
            #"{"sourceType":"PUSH","name":"MyPushEnabledPublicSource","sourceVisibility":"SHARED","pushEnabled":true}"#,
            #"{"sourceType":"PUSH","name":"MyPushEnabledPrivateSource","sourceVisibility":"PRIVATE","pushEnabled":true}"#,
            #"{"sourceType":"PUSH","name":"MyPushEnabledSource","sourceVisibility":"SECURED","pushEnabled":true,"#
                + #""securityProviderReferences":["mySecurityProvider"]}"#,
        ]

        private let person = ["BROWSER": Binaries.repository + "/Tests/demo/person"]

        @Test("log in, create three sources, update, list, show, verify, log out")
        func journey() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let login = try await stage.coveo(
                    "login", "--platform-url", stage.sandbox.url, "--org", "acmesandbox", adding: person)
                #expect(login.end == .exited(0), "\(login.errors)")
                #expect(login.output == "")
                #expect(login.errors.contains("Logged in to \(stage.sandbox.url) as alice@example.com"))

                var ids: [String] = []
                for body in Self.bodies {
                    let created = try await stage.coveo("sources", "create", "--model", "-", input: .text(body))
                    #expect(created.end == .exited(0), "\(created.errors)")
                    #expect(created.output.wholeMatch(of: /acmesandbox-[a-z0-9]+\n/) != nil, "\(created.output)")
                    ids.append(created.output.trimmingCharacters(in: .newlines))
                }
                let captured = try await stage.shell(
                    #"id=$("$0" sources create Docs 2>/dev/null) && "$0" sources update "$id" --visibility private"#)
                #expect(captured.end == .exited(0), "\(captured.errors)")
                ids.append(captured.output.trimmingCharacters(in: .newlines))

                try await check(ids, on: stage)
                try await logOut(of: stage)
            }
        }

        private func check(_ ids: [String], on stage: Stage) async throws {
            let list = try await stage.coveo("sources", "list")
            #expect(
                list.output == """
                    \(ids[3])\tDocs\tPUSH\tPRIVATE\tPUSH_READY
                    \(ids[1])\tMyPushEnabledPrivateSource\tPUSH\tPRIVATE\tPUSH_READY
                    \(ids[0])\tMyPushEnabledPublicSource\tPUSH\tSHARED\tPUSH_READY
                    \(ids[2])\tMyPushEnabledSource\tPUSH\tSECURED\tPUSH_READY

                    """)
            let shown = try await stage.coveo("sources", "show", "MyPushEnabledSource", "--json")
            let model = try JSONValue(parsing: shown.outputBytes)
            #expect(model["id"]?.string == ids[2])
            #expect(model["securityProviderReferences"] == ["mySecurityProvider"])
            #expect(model["pushEnabled"] == true)

            let right = try await stage.coveo(
                "sources", "verify", ids[2], "--visibility", "secured", "--security-provider", "mySecurityProvider")
            #expect(right.end == .exited(0), "\(right.output)\(right.errors)")
            #expect(!right.output.contains("✗"))
            let wrong = try await stage.coveo("sources", "verify", "Docs", ids[0], "--visibility", "shared")
            #expect(wrong.end == .exited(1))
            #expect(wrong.output.contains("✗ Docs  visibility: PRIVATE, expected SHARED"))
            let absent = try await stage.coveo("sources", "verify", "Nowhere")
            #expect(absent.end == .exited(1))
            #expect(absent.output == "✗ Nowhere  is not in the list\n")
        }

        private func logOut(of stage: Stage) async throws {
            let status = try await stage.coveo("auth", "status", "--json")
            #expect(status.end == .exited(0))
            let profile = try #require(try JSONValue(parsing: status.outputBytes)["profiles"]?.array?.first)
            #expect(profile["account"] == "alice@example.com")
            #expect(profile["organization"] == "acmesandbox")
            #expect(profile["valid"] == true)
            #expect(profile["way"] == "browser")
            #expect(profile["scopes"] == ["full"])

            let token = try await stage.coveo("auth", "token", isSecret: true)
            #expect(token.output.wholeMatch(of: /[\x21-\x7E]{20,}\n/) != nil)
            #expect(try await stage.items().contains(token.output.trimmingCharacters(in: .newlines)))
            let shown = try await stage.terminal("auth", "token").wait()
            #expect(shown == .exited(64))

            let logout = try await stage.coveo("logout")
            #expect(logout.end == .exited(0))
            #expect(logout.errors.contains("Logged out"))
            #expect(logout.errors.contains("stays valid there until"))
            #expect(try await stage.items() == "")
            #expect(try await stage.coveo("auth", "status").end == .exited(1))
            #expect(try await stage.coveo("sources", "list").end == .exited(77))
        }

        @Test("what a login leaves behind: one item with the contract's attributes, and preferences for nobody else")
        func traces() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let login = try await stage.coveo("login", "--org", "acmeproduction", "--json", adding: person)
                #expect(login.end == .exited(0), "\(login.errors)")
                let report = try JSONValue(parsing: login.outputBytes)
                #expect(report["profile"] == "default" && report["organization"] == "acmeproduction")
                #expect(report["renewable"] == false && report["store"] == "secret-service")

                let items = try await stage.items()
                #expect(items.matches(of: /(?m)^\[/).count == 1)
                #expect(items.contains("label = coveo: default (127.0.0.1:\(stage.sandbox.port))"))
                #expect(items.contains("schema = com.coveo.cli.session"))
                #expect(items.contains("attribute.profile = default"))
                #expect(items.contains("attribute.platform = 127.0.0.1:\(stage.sandbox.port)"))
                let secret = try #require(items.firstMatch(of: /(?m)^secret = (.*)$/)?.output.1)
                let record = try JSONValue(parsing: Array(secret.utf8))
                #expect(record["version"] == 1 && record["account"] == "alice@example.com")
                #expect(record["platformUrl"]?.string == stage.sandbox.url)

                let configuration = stage.home + "/.config/coveo"
                #expect(try mode(configuration) == 0o700)
                #expect(try mode(configuration + "/config.json") == 0o600)
                #expect(
                    try FileManager.default.subpathsOfDirectory(atPath: stage.home).sorted() == [
                        ".config", ".config/coveo", ".config/coveo/config.json",
                    ])
            }
        }

        @Test("the login is found again by a new process after the keyring's restart")
        func restart() async throws {
            try await RedirectPorts.untilFree()
            let keyring = NSTemporaryDirectory() + "coveo-e2e-keyring-" + UUID().uuidString
            // What is left in the temporary folder harms nobody.
            defer { try? FileManager.default.removeItem(atPath: keyring) }
            let url = try await Stage.with(keyringFolder: keyring) { stage in
                let login = try await stage.coveo("login", "--org", "acmesandbox", adding: person)
                #expect(login.end == .exited(0), "\(login.errors)")
                return stage.sandbox.url
            }
            try await Stage.with(keyringFolder: keyring) { stage in
                let status = try await stage.coveo(
                    "auth", "status", "--offline", "--json", adding: ["COVEO_PLATFORM_URL": ""])
                let profile = try #require(try JSONValue(parsing: status.outputBytes)["profiles"]?.array?.first)
                #expect(profile["platformUrl"]?.string == url)
                #expect(profile["account"] == "alice@example.com")
                // Another platform than the login's: no request is made.
                let list = try await stage.coveo("sources", "list")
                #expect(list.end == .exited(77))
                #expect(list.errors.contains("its token goes nowhere else"))
                #expect(stage.sandbox.requests == [])
            }
        }

        private func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
    }
}

import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("The README", .enabled(if: Facility.python && Facility.bash))
    struct ReadmeTests {
        @Test("every command in it is run, and works")
        func commands() async throws {
            let outcome = try await RedirectPorts.document("readme")
            #expect(outcome.output.contains(/README\.md: [1-9]\d+ commands ran\./))
        }
    }

    @Suite("The README's picture", .enabled(if: Facility.python && Facility.bash))
    struct PictureTests {
        @Test("it is what the program shows at a terminal")
        func picture() async throws {
            _ = try await RedirectPorts.document("picture", "--check")
        }
    }

    @Suite("The tutorial and the how-tos", .enabled(if: Facility.python && Facility.bash && Facility.jq))
    struct HowToTests {
        @Test(
            "every command in it is run, and works",
            arguments: ["tutorial", "sources", "ci", "ssh", "own-client", "organizations", "migrate"])
        func commands(name: String) async throws {
            let document = "docs/\(name).md"
            let outcome = try await RedirectPorts.document("readme", document)
            #expect(outcome.output.contains("\(document): "))
        }
    }

    @Suite("docs/manifests.md", .enabled(if: Facility.python && Facility.bash && Facility.jq))
    struct ManifestsDocumentTests {
        @Test("every command in it is run, its pipeline too, and works")
        func commands() async throws {
            let outcome = try await RedirectPorts.document("manifests")
            #expect(outcome.output.contains(/docs\/manifests\.md: [1-9]\d+ commands ran\./))
        }
    }

    /// Runs the commands of a document by its program in `Tests/demo`, in a home of its own. It has to end with 0.
    fileprivate static func document(
        _ program: String, _ arguments: String..., deadline: Duration = .seconds(120)
    ) async throws -> ChildProcess.Outcome {
        try await untilFree()
        let home = NSTemporaryDirectory() + "coveo-e2e-\(program)-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        // What is left in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(atPath: home) }
        let outcome = try await ChildProcess(
            Binaries.repository + "/Tests/demo/" + program, arguments,
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
                "COVEO_TEST_BINARY": Binaries.coveo, "COVEO_TEST_SANDBOX": Binaries.sandbox,
            ]
        ).run(deadline: deadline)
        #expect(outcome.end == .exited(0), "\(outcome.output.suffix(2_000))\(outcome.errors.suffix(2_000))")
        return outcome
    }

    @Suite("docs/secured-source.md", .enabled(if: Facility.python && Facility.bash))
    struct SecuredSourceDocumentTests {
        @Test("every command in it is run in one logged-in shell, and works")
        func commands() async throws {
            let outcome = try await RedirectPorts.document("secured")
            #expect(outcome.output.contains(/docs\/secured-source\.md: [1-9]\d+ commands ran\./))
        }
    }

    @Suite("docs/api.md", .enabled(if: Facility.python && Facility.bash && Facility.jq))
    struct ApiDocumentTests {
        @Test("every command in it is run in one logged-in shell, and what it pushes is there")
        func commands() async throws {
            let outcome = try await RedirectPorts.document("api")
            #expect(outcome.output.contains(/docs\/api\.md: [1-9]\d+ commands ran\./))
            #expect(outcome.output.contains(#""count":2"#), "\(outcome.output.suffix(2_000))")
        }
    }

    @Suite("docs/sandbox.md", .enabled(if: Facility.python && Facility.bash))
    struct SandboxDocumentTests {
        @Test("every block in it is run in one shell, and works")
        func blocks() async throws {
            let outcome = try await RedirectPorts.document("sandbox")
            #expect(outcome.output.contains(/docs\/sandbox\.md: [1-9]\d* blocks ran\./))
        }
    }

    @Suite("docs/stores.md", .enabled(if: Facility.python && Facility.bash && Facility.helpers))
    struct StoresDocumentTests {
        @Test("every command in it is run on a machine of the kind that it is for, and works")
        func commands() async throws {
            let outcome = try await RedirectPorts.document("stores")
            #expect(outcome.output.contains(/docs\/stores\.md: [1-9]\d+ blocks ran\./))
        }
    }

    @Suite("The examples of every command's help", .enabled(if: Facility.python && Facility.bash && Facility.jq))
    struct HelpExampleTests {
        @Test("each is run, on a platform and with logins of its command's own, and works")
        func examples() async throws {
            let outcome = try await RedirectPorts.document("help", deadline: .seconds(300))
            #expect(outcome.output.contains(/help: [1-9]\d+ examples ran\./))
        }
    }
}

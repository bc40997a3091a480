import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("The README", .enabled(if: Facility.python && Facility.bash))
    struct ReadmeTests {
        @Test("every command in it is run, and works")
        func commands() async throws {
            try await RedirectPorts.untilFree()
            let home = NSTemporaryDirectory() + "coveo-e2e-readme-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            // What is left in the temporary folder harms nobody.
            defer { try? FileManager.default.removeItem(atPath: home) }
            let outcome = try await ChildProcess(
                Binaries.repository + "/Tests/demo/readme",
                environment: [
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
                    "COVEO_TEST_BINARY": Binaries.coveo, "COVEO_TEST_SANDBOX": Binaries.sandbox,
                ]
            ).run(deadline: .seconds(120))
            #expect(outcome.end == .exited(0), "\(outcome.output.suffix(2_000))\(outcome.errors.suffix(2_000))")
            #expect(outcome.output.contains(/README\.md: [1-9]\d+ commands ran\./))
        }
    }
}

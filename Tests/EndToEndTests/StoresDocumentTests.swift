import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("docs/stores.md", .enabled(if: Facility.python && Facility.bash && Facility.helpers))
    struct StoresDocumentTests {
        @Test("every command in it is run on a machine of the kind that it is for, and works")
        func commands() async throws {
            try await RedirectPorts.untilFree()
            let home = NSTemporaryDirectory() + "coveo-e2e-stores-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            // What is left in the temporary folder harms nobody.
            defer { try? FileManager.default.removeItem(atPath: home) }
            let outcome = try await ChildProcess(
                Binaries.repository + "/Tests/demo/stores",
                environment: [
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
                    "COVEO_TEST_BINARY": Binaries.coveo, "COVEO_TEST_SANDBOX": Binaries.sandbox,
                ]
            ).run(deadline: .seconds(120))
            #expect(outcome.end == .exited(0), "\(outcome.output.suffix(2_000))\(outcome.errors.suffix(2_000))")
            #expect(outcome.output.contains(/docs\/stores\.md: [1-9]\d+ blocks ran\./))
        }
    }
}

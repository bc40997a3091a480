import Foundation
import Support
import Testing

@Suite("A platform with a certificate of its own authority", .enabled(if: Facility.openssl), .timeLimit(.minutes(20)))
struct TrustTests {
    /// Makes an authority and a certificate for 127.0.0.1 in the working folder.
    private static let script = """
        set -e
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Test authority' \
            -keyout authority.key -out authority.pem
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=platform \
            -keyout platform.key -out platform.csr
        echo subjectAltName=IP:127.0.0.1 >platform.ext
        openssl x509 -req -in platform.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \
            -extfile platform.ext -out platform.pem
        """

    @Test("it is refused with 69, and trusted where SSL_CERT_FILE names the authority")
    func authority() async throws {
        try await Stage.with(keyring: nil) { stage in
            let made = try await stage.shell(Self.script)
            try #require(made.end == .exited(0), "\(made.errors)")
            let platform = try await Sandbox.start(
                ["--tls-cert", stage.folder + "/platform.pem", "--tls-key", stage.folder + "/platform.key"],
                folder: stage.home)
            #expect(platform.url.hasPrefix("https://"))
            let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_PLATFORM_URL": platform.url]
            let refused = try await stage.coveo("sources", "list", adding: variables)
            #expect(refused.end == .exited(69))
            #expect(refused.errors.contains("error: the certificate of 127.0.0.1"))
            #expect(refused.errors.contains("SSL_CERT_FILE"))
            #expect(platform.requests == [])
            let trusted = try await stage.coveo(
                "sources", "create", "Docs",
                adding: variables.merging(["SSL_CERT_FILE": stage.folder + "/authority.pem"]) { $1 })
            #expect(trusted.end == .exited(0), "\(trusted.errors)")
            await platform.stop()
        }
    }
}

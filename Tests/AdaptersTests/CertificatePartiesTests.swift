import Foundation
import Support
import Testing

@testable import Adapters

@Suite("Who signed a certificate")
struct CertificatePartiesTests {
    private func certificate(subject: String) async throws -> [UInt8] {
        let folder = TemporaryFolder()
        let made = try await ChildProcess(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-subj",
                subject,
                "-outform", "DER", "-keyout", folder.path("key"), "-out", folder.path("it"),
            ]
        ).run()
        try #require(made.end == .exited(0), "\(made.errors)")
        return try Array(Data(contentsOf: URL(fileURLWithPath: folder.path("it"))))
    }

    @Test(
        "the common name counts, else the organization, else nobody is named",
        arguments: [
            ("/O=Acme/CN=Acme Röot", "Acme Röot"), ("/O=Acme/C=CA", "Acme"), ("/C=CA", nil),
            ("/CN=one/CN=two", "two"), ("/CN=\(String(repeating: "x", count: 64))", String(repeating: "x", count: 64)),
        ] as [(String, String?)])
    func names(subject: String, name: String?) async throws {
        let parties = try #require(CertificateParties(try await certificate(subject: subject)))
        #expect(parties.isSelfIssued)
        #expect(parties.issuerName == name)
    }

    @Test("what is cut, lies about a length or is no certificate names nobody, and harms nobody")
    func damaged() async throws {
        let whole = try await certificate(subject: "/O=Acme/CN=Acme Root")
        for length in 0..<whole.count { #expect(CertificateParties(Array(whole[..<length])) == nil) }
        for index in whole.indices {
            for byte: UInt8 in [0x00, 0x7F, 0x80, 0x84, 0xFF] {
                var damaged = whole
                damaged[index] = byte
                if let name = CertificateParties(damaged)?.issuerName { #expect(name.count <= 100) }
            }
        }
        #expect(CertificateParties([]) == nil)
    }
}

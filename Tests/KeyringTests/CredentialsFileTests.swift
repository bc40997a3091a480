import Ports
import Testing

@testable import Keyring

@Suite("The file of the file store, as text")
struct CredentialsFileTests {
    @Test("a trial goes when a login is written, a login that has a key of that name stays")
    func probes() throws {
        let text = """
            {"version":1,"credentials":[{"probe":"x"},{"profile":"a","platform":"p","secret":"s","probe":1}]}
            """
        var file = try CredentialsFile(Array(text.utf8))
        file.put(Redacted([1]), profile: "b", platformHost: "p")
        #expect(file.profiles.map(\.profile) == ["a", "b"])
        #expect(file.secret(of: "a") == Redacted(Array("s".utf8)))
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains("\"x\""))
    }
}

import Ports
import Testing

@testable import Keyring

@Suite("The agreement on a session's key")
struct KeyExchangeTests {
    /// libgcrypt is in the process once libsecret is.
    private func exchange() throws -> KeyExchange {
        _ = try LibSecret()
        return try #require(KeyExchange())
    }

    @Test("both sides come to the same key, and no two exchanges have the same public key")
    func agreement() throws {
        let (ours, theirs) = (try exchange(), try exchange())
        #expect(ours.publicKey != theirs.publicKey)
        #expect(ours.publicKey.count == 128)
        let one = try #require(ours.agreed(with: theirs.publicKey))
        let other = try #require(theirs.agreed(with: ours.publicKey))
        for count in [0, 1, 15, 16, 17, 65_536] {
            let secret = Redacted((0..<count).map { UInt8(truncatingIfNeeded: $0) })
            let (vector, text) = try #require(one.encrypted(secret))
            #expect(other.decrypted(text, vector: vector) == secret, "\(count) bytes")
        }
    }

    @Test("the same secret is encrypted differently each time")
    func vectors() throws {
        let ours = try exchange()
        let cipher = try #require(ours.agreed(with: ours.publicKey))
        let secret = Redacted(Array("canary".utf8))
        let (one, other) = (try #require(cipher.encrypted(secret)), try #require(cipher.encrypted(secret)))
        #expect(one.vector != other.vector && one.text != other.text)
    }

    @Test("a public key that would make a key that everybody knows is refused")
    func unfit() throws {
        let ours = try exchange()
        let prime: [UInt8] =
            [UInt8](repeating: 0xFF, count: 8) + ours.publicKey[8..<120] + [UInt8](repeating: 0xFF, count: 8)
        #expect(ours.agreed(with: []) == nil)
        #expect(ours.agreed(with: [0]) == nil)
        #expect(ours.agreed(with: [UInt8](repeating: 0, count: 127) + [1]) == nil)
        #expect(ours.agreed(with: [UInt8](repeating: 0xFF, count: 128)) == nil, "above the prime")
        #expect(ours.agreed(with: [1] + prime) == nil, "longer than the prime")
        #expect(ours.agreed(with: [2]) != nil)
    }

    @Test("what is no encrypted text of the session's is no secret")
    func garbage() throws {
        let ours = try exchange()
        let cipher = try #require(ours.agreed(with: ours.publicKey))
        let (vector, text) = try #require(cipher.encrypted(Redacted(Array("canary".utf8))))
        #expect(cipher.decrypted(text, vector: []) == nil)
        #expect(cipher.decrypted([], vector: vector) == nil)
        #expect(cipher.decrypted(Array(text.dropLast()), vector: vector) == nil)
        let other = try #require(try exchange().agreed(with: ours.publicKey))
        #expect(other.decrypted(text, vector: vector) != Redacted(Array("canary".utf8)))
    }
}

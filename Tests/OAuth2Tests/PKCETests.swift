import OAuth2
import Ports
import Support
import Testing

@Suite("PKCE")
struct PKCETests {
    @Test("the verifier of RFC 7636 appendix B has its challenge")
    func vector() {
        let pkce = PKCE(verifier: Redacted("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(pkce.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        #expect(PKCE.method == "S256")
    }

    @Test("a verifier is 43 unreserved characters from 32 random bytes")
    func verifier() {
        let verifier = PKCE(random: CountingRandom()).verifier.reveal()
        #expect(verifier == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
        #expect(verifier.utf8.count == 43)
    }

    @Test("bytes that base64 writes with + and / are written with - and _")
    func alphabet() {
        struct Ones: RandomBytes {
            func bytes(_ count: Int) -> [UInt8] { Array(repeating: 0xFB, count: count) }
        }
        let verifier = PKCE(random: Ones()).verifier.reveal()
        #expect(verifier.hasPrefix("-_v7"))
        #expect(verifier.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test("two logins differ in verifier, challenge and state")
    func twoLogins() {
        let random = CountingRandom()
        let (one, other) = (PKCE(random: random), PKCE(random: random))
        #expect(one.verifier != other.verifier)
        #expect(one.challenge != other.challenge)
        #expect(LoginState(random: random).value != LoginState(random: random).value)
    }

    @Test("verifier and state print as nothing that can be used")
    func redaction() {
        let random = CountingRandom()
        let pkce = PKCE(random: random)
        #expect(!"\(pkce)".contains(pkce.verifier.reveal()))
        let state = LoginState(random: random)
        #expect(!"\(state)".contains(state.value.reveal()))
    }

    @Test("a state matches itself alone")
    func state() {
        let state = LoginState(Redacted("abc"))
        #expect(state.matches("abc"))
        for other in ["", "ab", "abcd", "abd", "ABC", "abc "] { #expect(!state.matches(other)) }
        #expect(!LoginState(Redacted("")).matches(""))
    }
}

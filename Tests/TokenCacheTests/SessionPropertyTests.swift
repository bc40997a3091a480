import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("Any session")
struct SessionPropertyTests {
    @Test("is read as it was written, and shows none of its secrets")
    func roundTrip() throws {
        var random = SeededRandom(seed: 6749)
        for _ in 0..<500 {
            let session = Self.session(using: &random)
            let bytes = SessionRecord.bytes(of: session)
            let again = try SessionRecord.session(in: Redacted(bytes))
            #expect(again == session)
            #expect(SessionRecord.bytes(of: again) == bytes)
            var dumped = ""
            dump(session, to: &dumped)
            for shown in ["\(session)", String(reflecting: session), dumped] { #expect(!shown.contains("canary")) }
        }
    }

    private static func session(using random: inout SeededRandom) -> Session {
        func text() -> String { .random(using: &random) }
        func some<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func time() -> Date { Date(timeIntervalSince1970: Double(Int.random(in: 0...4_102_444_800, using: &random))) }
        let secret = Redacted("canary" + text())
        let ways: [OAuthClient.Authentication] = [.none, .basic(secret), .post(secret)]
        var session = Session(
            platformURL: "https://p.example", pushURL: some("http://[::1]:8080/x"),
            client: some(OAuthClient(id: text(), authentication: ways.randomElement(using: &random) ?? .none)),
            issuer: some("https://as.example/t"), tokenEndpoint: some("https://as.example/token"),
            typedEndpoints: some([.tokenEndpoint]),
            tokens: TokenSet(
                accessToken: Redacted("canary-1"), tokenType: text(), expiresAt: some(time()),
                refreshToken: some(secret), scopes: some([text(), text()])),
            account: some(text()), organization: some(text()), scopes: [text()], requestedScopes: some([text()]),
            issuedAt: time(), way: Session.Way.allCases.randomElement(using: &random) ?? .browser)
        session.keyID = some(text())
        return session
    }
}

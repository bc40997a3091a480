import JSON
import Ports

@testable import OAuth2
@testable import TokenCache

/// What a store gives back in the place of a login.
enum StoredRecords {
    static func check(_ input: [UInt8]) throws {
        let session: Session
        do throws(SessionFailure) {
            session = try SessionRecord.session(in: Redacted(input))
        } catch {
            let words = try ShownText.words(for: error)
            return try always(!words.contains("canary"), "an error does not show what stands in a record")
        }
        try always(TokenSet.isFit(session.tokens.accessToken.reveal()), "an access token fits into a header")
        let bytes = SessionRecord.bytes(of: session)
        // nil where it can't be read, which is not the same.
        let again = try? SessionRecord.session(in: Redacted(bytes))
        try always(again == session, "a session is read as it was written")
        try always(again.map(SessionRecord.bytes) == bytes, "a session is written as it was read")
        try checkHiding(session)
        try checkUnknown(input, bytes)
    }

    private static func checkHiding(_ session: Session) throws {
        var open = session
        open.tokens = TokenSet(
            accessToken: Redacted("x"), tokenType: session.tokens.tokenType, scopes: session.tokens.scopes)
        let text = String(decoding: SessionRecord.bytes(of: open), as: UTF8.self)
        for secret in [session.tokens.accessToken, session.tokens.refreshToken] {
            try ShownText.check(session, hides: secret, besides: [text])
        }
    }

    /// What a later version put there is still there.
    private static func checkUnknown(_ before: [UInt8], _ after: [UInt8]) throws {
        guard let before = try JSONTexts.value(before)?.object, let after = try JSONTexts.value(after)?.object else {
            throw BrokenProperty("a record is an object")
        }
        let known = Set(
            ("version platformUrl pushUrl account organization way scopes requestedScopes issuedAt tokens clientId "
                + "clientAuth clientSecret issuer authorizationEndpoint deviceAuthorizationEndpoint tokenEndpoint "
                + "revocationEndpoint typedEndpoints").split(separator: " ").map { Array($0.utf8) })
        for (key, value) in before.members where !known.contains(Array(key.utf8)) {
            try always(after[key] == value, "a key that is not known survives")
        }
    }
}

import FoundationEssentials
import HTTPTypes
import JSON
import Ports

@testable import OAuth2

/// What the token endpoint answers to a code or a refresh token.
enum TokenAnswers {
    static let sentAt = Date(timeIntervalSince1970: 1_767_323_045)

    static func check(_ input: [UInt8]) throws {
        let response = ScriptedAnswer(input).response
        let tokens: TokenSet
        do throws(OAuth2Failure) {
            tokens = try TokenAnswer.read(response, sentAt: sentAt, now: sentAt + 1)
        } catch {
            return try check(error, response)
        }
        try always(response.head.status.code == 200, "tokens come with status 200")
        let access = tokens.accessToken.reveal()
        try always(
            !access.isEmpty && access.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "an access token fits into a header")
        if let refresh = tokens.refreshToken?.reveal() {
            try always(
                !refresh.isEmpty && refresh.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "a refresh token can be sent back")
        }
        if let end = tokens.expiresAt {
            try always(end >= sentAt && end <= sentAt + TokenAnswer.longestLife, "a life is neither over nor endless")
        }
        try always(tokens.scopes?.isEmpty != true, "scopes that nobody named are not there")
        for scope in tokens.scopes ?? [] { try always(!scope.isEmpty && !scope.contains(" "), "a scope is a word") }
        for secret in [tokens.accessToken, tokens.refreshToken] {
            try ShownText.check(tokens, hides: secret, besides: tokens.scopes ?? [])
        }
    }

    /// An error may quote what a server says of it, and nothing else.
    private static func check(_ error: OAuth2Failure, _ response: ReceivedResponse) throws {
        let words = try ShownText.words(for: error)
        guard let object = ServerAnswer.object(response.body) else { return }
        let quoted =
            ["error", "error_description", "token_type"].compactMap { object[$0]?.string }
            + [response.head.headerFields[.contentType] ?? ""]
        for key in ["access_token", "refresh_token", "device_code"] {
            guard let secret = object[key]?.string, ShownText.isCanary(secret) else { continue }
            try always(
                !words.contains(secret) || quoted.contains { $0.contains(secret) },
                "an error does not show a token")
        }
    }
}

import Foundation
import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("Renewal by refresh token")
struct RefreshTests {
    private let clock = TestClock()

    private func endpoint(
        _ transport: ScriptedTransport, as authentication: OAuthClient.Authentication = .none
    ) throws -> TokenEndpoint {
        TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "own", authentication: authentication), transport: transport, clock: clock)
    }

    private func refresh(_ answer: Result<ReceivedResponse, TransportFailure>) async throws -> TokenSet {
        try await endpoint(ScriptedTransport([answer])).refresh(Redacted("r-1"))
    }

    @Test("the request names grant and refresh token, form-encoded, and no scope")
    func request() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"access_token":"t"}"#))])
        _ = try await endpoint(transport).refresh(Redacted("r+/= &1"))
        let request = try #require(transport.requests.first)
        #expect(request.head.method == .post)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "grant_type=refresh_token&refresh_token=r%2B%2F%3D+%261&client_id=own")
    }

    @Test("it authenticates as the login did")
    func authentication() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"access_token":"t"}"#))])
        _ = try await endpoint(transport, as: .basic(Redacted("s"))).refresh(Redacted("r"))
        let request = try #require(transport.requests.first)
        #expect(request.head.headerFields[.authorization] == "Basic b3duOnM=")
        #expect(String(decoding: request.body, as: UTF8.self) == "grant_type=refresh_token&refresh_token=r")
    }

    @Test("a refresh token that rotates is good for one use, so it is not sent twice, nor with an access token")
    func once() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"access_token":"t"}"#))])
        _ = try await endpoint(transport).refresh(Redacted("r"))
        let request = try #require(transport.requests.first)
        #expect(!request.repeatable)
        #expect(!request.authorized)
    }

    @Test("a rotated refresh token comes with the new access token")
    func rotated() async throws {
        let answer = ReceivedResponse.json(#"{"access_token":"t-2","expires_in":60,"refresh_token":"r-2"}"#)
        #expect(
            try await refresh(.success(answer))
                == TokenSet(
                    accessToken: Redacted("t-2"), expiresAt: clock.now + 60, refreshToken: Redacted("r-2")))
    }

    @Test("an answer without a refresh token gives none: the old one stays with the caller")
    func notRotated() async throws {
        let answer = ReceivedResponse.json(#"{"access_token":"t-2","token_type":"bearer","expires_in":60}"#)
        #expect(try await refresh(.success(answer)).refreshToken == nil)
    }

    @Test("what the transport throws passes through")
    func transport() async {
        await #expect(throws: TransportFailure.timedOut(host: "as.example", after: .seconds(30))) {
            try await refresh(.failure(.timedOut(host: "as.example", after: .seconds(30))))
        }
    }

    @Test(
        "invalid_grant ends the refresh token, with whatever status and words", arguments: [200, 400, 401, 403])
    func ended(status: Int) async throws {
        let failure = try await failure(
            .json(#"{"error":"invalid_grant","error_description":"Token is gone"}"#, status: status))
        #expect(
            failure
                == .tokenRefused(status: status, OAuthError(code: "invalid_grant", description: "Token is gone")))
        #expect(failure?.endsRefreshToken == true)
    }

    @Test("an empty 400 without a type ends it too: what a server answers that leaves the error out")
    func emptyBadRequest() async throws {
        #expect(try await failure(.plain("", status: 400))?.endsRefreshToken == true)
    }

    @Test(
        "another error keeps the login",
        arguments: [
            "invalid_client", "unauthorized_client", "invalid_request", "invalid_scope", "unsupported_grant_type",
            "temporarily_unavailable", "server_error", "access_denied", "INVALID_GRANT", "invalid_grant ", "",
        ])
    func kept(code: String) async throws {
        for status in [200, 400, 401, 403] {
            let failure = try await failure(.json(#"{"error":"\#(code)"}"#, status: status))
            #expect(failure?.endsRefreshToken == false, "\(code) with \(status)")
        }
    }

    @Test("an empty answer with another status keeps the login", arguments: [200, 401, 403, 404, 429, 500, 503])
    func emptyOther(status: Int) async throws {
        #expect(try await failure(.plain("", status: status))?.endsRefreshToken == false)
    }

    @Test("a page, a redirect, a failing or a busy server keep the login", arguments: [302, 400, 403, 404, 429, 502])
    func otherAnswers(status: Int) async throws {
        for body in ["<html>invalid_grant</html>", "invalid_grant"] {
            let failure = try await failure(.plain(body, status: status, type: "text/html"))
            #expect(failure?.endsRefreshToken == false)
        }
        let json = try await failure(.json(#"{"message":"no"}"#, status: status))
        #expect(json?.endsRefreshToken == false)
    }

    @Test("invalid_grant with 5xx or 429 is the server's bad day, and keeps the login", arguments: [429, 500, 503])
    func badDay(status: Int) async throws {
        #expect(try await failure(.json(#"{"error":"invalid_grant"}"#, status: status))?.endsRefreshToken == false)
    }

    @Test("an answer that can't be used keeps the login", arguments: ["{}", #"{"access_token":"a b"}"#, "[]"])
    func unusable(json: String) async throws {
        #expect(try await failure(.json(json))?.endsRefreshToken == false)
    }

    private func failure(_ answer: ReceivedResponse) async throws -> OAuth2Failure? {
        do {
            _ = try await refresh(.success(answer))
            return nil
        } catch let failure as OAuth2Failure {
            return failure
        }
    }
}

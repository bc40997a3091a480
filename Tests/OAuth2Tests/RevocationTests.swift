import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("Revocation of tokens")
struct RevocationTests {
    private func endpoint(
        _ transport: any HTTPTransport, as authentication: OAuthClient.Authentication = .none
    ) throws -> RevocationEndpoint {
        RevocationEndpoint(
            address: try WebAddress("https://as.example/revoke"),
            client: OAuthClient(id: "own", authentication: authentication), transport: transport)
    }

    private func outcome(_ answers: ReceivedResponse...) async throws -> RevocationEndpoint.Outcome {
        try await endpoint(ScriptedTransport(answers.map { .success($0) }))
            .revoke(Redacted("r-1"), hint: .refreshToken, bearer: nil)
    }

    private func body(_ request: OutgoingRequest) -> String { String(decoding: request.body, as: UTF8.self) }

    @Test("the request is a form with the token, what it is, and the client; it may be repeated")
    func request() async throws {
        let transport = ScriptedTransport([.success(.plain("", status: 200)), .success(.plain("", status: 200))])
        let endpoint = try endpoint(transport)
        _ = try await endpoint.revoke(Redacted("r+1"), hint: .refreshToken, bearer: Redacted("live"))
        _ = try await endpoint.revoke(Redacted("t-1"), hint: .accessToken, bearer: nil)
        let requests = transport.requests
        #expect(
            requests.map(body) == [
                "token=r%2B1&token_type_hint=refresh_token&client_id=own",
                "token=t-1&token_type_hint=access_token&client_id=own",
            ])
        #expect(requests.allSatisfy { $0.head.method == .post && $0.repeatable && !$0.authorized })
        #expect(requests.allSatisfy { $0.head.headerFields[.authorization] == nil })
        #expect(requests[0].head.headerFields[.contentType] == "application/x-www-form-urlencoded")
    }

    @Test("a client with a secret authenticates as at the token endpoint")
    func authentication() async throws {
        let transport = ScriptedTransport([.success(.plain("", status: 200)), .success(.plain("", status: 200))])
        _ = try await endpoint(transport, as: .basic(Redacted("s")))
            .revoke(Redacted("t"), hint: .accessToken, bearer: nil)
        _ = try await endpoint(transport, as: .post(Redacted("s")))
            .revoke(Redacted("t"), hint: .accessToken, bearer: nil)
        #expect(transport.requests[0].head.headerFields[.authorization] == "Basic b3duOnM=")
        #expect(body(transport.requests[0]) == "token=t&token_type_hint=access_token")
        #expect(body(transport.requests[1]).hasSuffix("&client_id=own&client_secret=s"))
    }

    @Test("200 is revoked, whatever the body holds: for a token that the server doesn't know, too")
    func revoked() async throws {
        #expect(try await outcome(.plain("", status: 200)) == .revoked)
        #expect(try await outcome(.json(#"{"error":"x"}"#)) == .revoked)
        #expect(try await outcome(.plain("", status: 204)) == .revoked)
    }

    @Test("unsupported_token_type is not revoked, and told")
    func unsupported() async throws {
        let answer = ReceivedResponse.json(
            #"{"error":"unsupported_token_type","error_description":"no"}"#, status: 400)
        #expect(
            try await outcome(answer)
                == .refused(status: 400, OAuthError(code: "unsupported_token_type", description: "no")))
    }

    @Test("every other status leaves the token as it may be", arguments: [202, 301, 400, 401, 403, 404, 429, 500, 503])
    func refused(status: Int) async throws {
        #expect(try await outcome(.plain("", status: status)) == .refused(status: status, nil))
        #expect(
            try await outcome(.plain("<html>canary", status: status, type: "text/html"))
                == .refused(status: status, nil))
    }

    @Test("a public client that gets 401 asks once more, showing its access token")
    func withBearer() async throws {
        let transport = ScriptedTransport([.success(.plain("", status: 401)), .success(.plain("", status: 200))])
        let outcome = try await endpoint(transport)
            .revoke(Redacted("r-1"), hint: .refreshToken, bearer: Redacted("live"))
        #expect(outcome == .revoked)
        #expect(transport.requests.map { $0.head.headerFields[.authorization] } == [nil, "Bearer live"])
        #expect(body(transport.requests[0]) == body(transport.requests[1]))
    }

    @Test("a second 401 stands")
    func twice() async throws {
        let transport = ScriptedTransport([.success(.plain("", status: 401)), .success(.plain("", status: 401))])
        let outcome = try await endpoint(transport)
            .revoke(Redacted("r-1"), hint: .refreshToken, bearer: Redacted("dead"))
        #expect(outcome == .refused(status: 401, nil))
    }

    @Test(
        "the access token is shown on nothing but a 401",
        arguments: [200, 400, 403, 404, 503])
    func onlyOn401(status: Int) async throws {
        let transport = ScriptedTransport([.success(.plain("", status: status))])
        _ = try await endpoint(transport).revoke(Redacted("r"), hint: .refreshToken, bearer: Redacted("live"))
        #expect(transport.requests.count == 1)
    }

    @Test("a client with a secret doesn't mix two ways to authenticate")
    func confidential() async throws {
        for authentication in [OAuthClient.Authentication.basic(Redacted("s")), .post(Redacted("s"))] {
            let transport = ScriptedTransport([.success(.plain("", status: 401))])
            let outcome = try await endpoint(transport, as: authentication)
                .revoke(Redacted("r"), hint: .refreshToken, bearer: Redacted("live"))
            #expect(outcome == .refused(status: 401, nil))
        }
    }

    @Test("an access token that a header can't hold is not shown", arguments: ["", "a b", "a\r\nX: 1"])
    func unfitBearer(token: String) async throws {
        let transport = ScriptedTransport([.success(.plain("", status: 401))])
        let outcome = try await endpoint(transport)
            .revoke(Redacted("r"), hint: .refreshToken, bearer: Redacted(token))
        #expect(outcome == .refused(status: 401, nil))
    }

    @Test("what the transport throws passes through, so that the caller can go on without it")
    func transport() async throws {
        let transport = ScriptedTransport([.failure(.unreachable(host: "as.example"))])
        await #expect(throws: TransportFailure.unreachable(host: "as.example")) {
            try await endpoint(transport).revoke(Redacted("r"), hint: .refreshToken, bearer: nil)
        }
    }
}

import HTTP
import OAuth2
import Ports
import Support
import Testing

@Suite("What an authorization server says about itself")
struct ServerMetadataTests {
    private static let issuer = "https://as.example"

    /// The server of metadata with these members after issuer and token endpoint.
    private func server(_ members: String...) async throws -> AuthorizationServer {
        let all = [#""issuer":"\#(Self.issuer)""#, #""token_endpoint":"https://as.example/token""#] + members
        return try await server(json: "{\(all.joined(separator: ","))}")
    }

    private func server(json: String, issuer: String = issuer) async throws -> AuthorizationServer {
        try await MetadataDiscovery(transport: ScriptedTransport([.success(.json(json))]), clock: TestClock()).server(
            issuer: issuer)
    }

    @Test("whole metadata are read whole, and what is not known is passed over")
    func whole() async throws {
        let server = try await server(
            #""authorization_endpoint":"https://as.example/authorize?tenant=1""#,
            #""device_authorization_endpoint":"https://devices.example/start""#,
            #""revocation_endpoint":"https://as.example/revoke""#,
            #""authorization_response_iss_parameter_supported":true"#, #""jwks_uri":"http://x""#, #""x":[[1]]"#)
        #expect(
            server
                == AuthorizationServer(
                    issuer: Self.issuer,
                    authorizationEndpoint: try WebAddress("https://as.example/authorize?tenant=1"),
                    tokenEndpoint: try WebAddress("https://as.example/token"),
                    deviceAuthorizationEndpoint: try WebAddress("https://devices.example/start"),
                    revocationEndpoint: try WebAddress("https://as.example/revoke"), announcesIssuer: true))
    }

    @Test("issuer and token endpoint are enough")
    func least() async throws {
        #expect(
            try await server()
                == AuthorizationServer(
                    issuer: Self.issuer, tokenEndpoint: try WebAddress("https://as.example/token")))
    }

    @Test("a member that is null counts as left out")
    func null() async throws {
        let nulls = [
            "authorization_endpoint", "device_authorization_endpoint", "revocation_endpoint",
            "authorization_response_iss_parameter_supported",
        ].map { "\"\($0)\":null" }.joined(separator: ",")
        #expect(try await server(nulls) == server())
    }

    @Test(
        "capabilities that are left out block nothing: an endpoint that is there is offered",
        arguments: [
            #""grant_types_supported":["implicit"]"#, #""token_endpoint_auth_methods_supported":["private_key_jwt"]"#,
            #""code_challenge_methods_supported":["plain"]"#, #""response_types_supported":[]"#,
            #""scopes_supported":null"#, #""grant_types_supported":1"#,
        ])
    func capabilities(member: String) async throws {
        let server = try await server(
            member, #""authorization_endpoint":"https://as.example/a""#,
            #""device_authorization_endpoint":"https://as.example/d""#)
        #expect(server.authorizationEndpoint != nil)
        #expect(server.deviceAuthorizationEndpoint != nil)
    }

    @Test(
        "an issuer that differs in one byte is another one",
        arguments: [
            "https://as.example/", "https://AS.example", "HTTPS://as.example", "https://as.example:443",
            "http://as.example", "https://as.example ", "", "https://as.example.", "https://as.example/api",
        ])
    func wrongIssuer(given: String) async {
        await #expect(throws: MetadataFailure.wrongIssuer(expected: Self.issuer, given: given)) {
            try await server(json: #"{"issuer":"\#(given)","token_endpoint":"https://as.example/token"}"#)
        }
    }

    @Test("a slash at the end of the issuer counts, in both directions")
    func slash() async throws {
        let json = #"{"issuer":"https://as.example/","token_endpoint":"https://as.example/token"}"#
        #expect(try await server(json: json, issuer: "https://as.example/").issuer == "https://as.example/")
        await #expect(
            throws: MetadataFailure.wrongIssuer(expected: "https://as.example", given: "https://as.example/")
        ) { try await server(json: json) }
    }

    @Test("issuer and token endpoint are demanded", arguments: ["issuer", "token_endpoint"])
    func missing(field: String) async {
        for value in ["", #","\#(field)":null"#] {
            let other =
                field == "issuer"
                ? #""token_endpoint":"https://as.example/token""# : #""issuer":"https://as.example""#
            await #expect(throws: MetadataFailure.missingField(field)) { try await server(json: "{\(other)\(value)}") }
        }
    }

    @Test(
        "an endpoint that nothing is sent to is refused by name, an optional one too",
        arguments: [
            "authorization_endpoint", "token_endpoint", "device_authorization_endpoint", "revocation_endpoint",
        ])
    func unfit(field: String) async {
        let cases: [(String, WebAddressFailure)] = [
            ("http://as.example/x", .insecure(host: "as.example")), ("/relative", .malformed), ("", .malformed),
            ("javascript:alert(1)", .malformed), ("file:///etc/passwd", .malformed),
            ("https://as.example@evil.example/x", .hasUserInfo), ("https://as.example/x#y", .hasFragment),
            ("https://as.example/x y", .malformed),
        ]
        for (address, failure) in cases {
            await #expect(throws: MetadataFailure.unfitEndpoint(field: field, address: address, failure)) {
                try await server(json: json(replacing: field, by: "\"\(address)\""))
            }
        }
    }

    @Test(
        "an endpoint that is no text is malformed", arguments: ["1", "true", "[]", #"["https://as.example/"]"#, "{}"])
    func malformed(json value: String) async {
        for field in ["issuer", "token_endpoint", "authorization_endpoint", "revocation_endpoint"] {
            await #expect(throws: MetadataFailure.malformedField(field)) {
                try await server(json: json(replacing: field, by: value))
            }
        }
    }

    @Test("plain http is taken on a loopback host only", arguments: ["localhost", "127.0.0.1", "[::1]"])
    func loopback(host: String) async throws {
        let server = try await server(#""authorization_endpoint":"http://\#(host):8080/a""#)
        #expect(server.authorizationEndpoint == (try WebAddress("http://\(host):8080/a")))
    }

    @Test(
        "the announcement of iss is a boolean, or its name as text",
        arguments: [("true", true), (#""true""#, true), ("false", false), (#""false""#, false), ("null", false)])
    func announcement(json: String, isAnnounced: Bool) async throws {
        let server = try await server(#""authorization_response_iss_parameter_supported":\#(json)"#)
        #expect(server.announcesIssuer == isAnnounced)
    }

    @Test("an announcement that is neither is malformed", arguments: ["1", #""yes""#, "[]"])
    func oddAnnouncement(json: String) async {
        let field = "authorization_response_iss_parameter_supported"
        await #expect(throws: MetadataFailure.malformedField(field)) { try await server("\"\(field)\":\(json)") }
    }

    private func json(replacing field: String, by value: String) -> String {
        var members = ["issuer": "\"\(Self.issuer)\"", "token_endpoint": #""https://as.example/token""#]
        members[field] = value
        return "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }
}

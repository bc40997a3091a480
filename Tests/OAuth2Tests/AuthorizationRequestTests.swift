import HTTP
import OAuth2
import Ports
import Testing

@Suite("The address that the person opens")
struct AuthorizationRequestTests {
    private func address(_ endpoint: String, scopes: [String] = ["full"]) throws -> String {
        AuthorizationRequest(
            endpoint: try WebAddress(endpoint), clientID: "cli", redirectURI: "http://127.0.0.1:52296",
            scopes: scopes, state: LoginState(Redacted("s-1")),
            pkce: PKCE(verifier: Redacted("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        ).address
    }

    @Test("it names client, redirect, scope, state and an S256 challenge, each once")
    func whole() throws {
        #expect(
            try address("https://platform.cloud.coveo.com/oauth/authorize")
                == "https://platform.cloud.coveo.com/oauth/authorize?response_type=code&client_id=cli"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A52296&scope=full&state=s-1"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
    }

    @Test("a query that the endpoint has of its own stays in front")
    func ownQuery() throws {
        #expect(try address("https://as.example/authorize?tenant=a%20b").contains("?tenant=a%20b&response_type=code&"))
    }

    @Test("several scopes are one parameter, none are no parameter")
    func scopes() throws {
        #expect(try address("https://as.example/a", scopes: ["full", "offline"]).contains("&scope=full%20offline&"))
        #expect(try !address("https://as.example/a", scopes: []).contains("scope"))
    }

    @Test("the verifier is not in it")
    func noVerifier() throws {
        #expect(try !address("https://as.example/a").contains("dBjftJeZ4CVP"))
    }
}

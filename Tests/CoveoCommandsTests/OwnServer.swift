import HTTPTypes
import OAuth2
import Ports
import Support
import TokenCache

/// An authorization server at `https://as.example` whose secrets hold the word "canary".
enum OwnServer {
    static let issuer = "https://as.example"
    /// The options that name it without its metadata, as a client of one's own.
    static let endpoints = [
        "--client-id", "mine", "--authorization-endpoint", "\(issuer)/authorize", "--token-endpoint",
        "\(issuer)/token",
    ]
    /// The same for a device login.
    static let device = [
        "login", "--device", "--client-id", "mine", "--token-endpoint", "\(issuer)/token",
        "--device-authorization-endpoint", "\(issuer)/device",
    ]

    static let pending = refusal("authorization_pending")
    /// Tokens that can be renewed, for an hour.
    static let tokens = tokens()

    static func tokens(access: String = Given.token, refresh: String = "canary-refresh") -> ScriptedPlatform.Answer {
        .success(
            .json(
                #"{"access_token":"\#(access)","refresh_token":"\#(refresh)","token_type":"Bearer","expires_in":3600}"#)
        )
    }

    /// An OAuth error.
    static func refusal(_ code: String, status: Int = 400, words: String? = nil) -> ScriptedPlatform.Answer {
        let words = words.map { #","error_description":"\#($0)""# } ?? ""
        return .success(.json(#"{"error":"\#(code)"\#(words)}"#, status: status))
    }

    /// What its device endpoint answers; `extra` begins with a comma.
    static func deviceAnswer(
        code: String = "WDJB-MJHT", uri: String = "https://as.example/activate",
        extra: String = #","verification_uri_complete":"https://as.example/activate?user_code=WDJB-MJHT""#,
        life: Int = 600
    ) -> ScriptedPlatform.Answer {
        .success(
            .json(
                """
                {"device_code":"canary-device","user_code":"\(code)","verification_uri":"\(uri)","expires_in":\(life),\
                "interval":5\(extra)}
                """))
    }

    /// Its metadata; `extra` begins with a comma.
    static func metadata(
        _ issuer: String = issuer, authorization: Bool = true, device: Bool = false, extra: String = ""
    ) -> ScriptedPlatform.Answer {
        var fields = [#""issuer":"\#(issuer)""#, #""token_endpoint":"https://as.example/token""#]
        if authorization { fields.append(#""authorization_endpoint":"https://as.example/authorize""#) }
        if device { fields.append(#""device_authorization_endpoint":"https://as.example/device""#) }
        return .success(.json("{\(fields.joined(separator: ","))\(extra)}"))
    }

    /// A stored login of ann there, as client "mine".
    static func session(
        expiresIn seconds: Double? = 86_400, refresh: String? = "canary-refresh", token: String = "canary-old",
        authentication: OAuthClient.Authentication = .none
    ) -> Session {
        var session = Given.session(token: token, expiresIn: seconds)
        session.client = OAuthClient(id: "mine", authentication: authentication)
        session.authorizationEndpoint = "\(issuer)/authorize"
        session.tokenEndpoint = "\(issuer)/token"
        session.tokens.refreshToken = refresh.map { Redacted($0) }
        return session
    }
}

extension Desk {
    /// A desk whose person opens the address and is sent back with `query`, with more behind it.
    static func withBrowser(
        _ routes: [String: [ScriptedPlatform.Answer]],
        query: String = "code=\(Given.code)&state=\(Given.state)",
        page: @escaping @Sendable (RedirectAnswer?) -> Void = { _ in }
    ) -> Desk {
        let redirects = ScriptedRedirects()
        var desk = Desk(platform: ScriptedPlatform(routes))
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in page(redirects.request("/?\(query)")) }
        return desk
    }

    /// The requests to one host.
    func requests(to host: String) -> [OutgoingRequest] {
        platform.requests.filter { $0.head.authority == host }
    }
}

extension OutgoingRequest {
    /// The `Authorization` header.
    var authorization: String? { head.headerFields[.authorization] }
}

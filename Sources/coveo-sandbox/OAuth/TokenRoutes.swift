import HTTPTypes
import Hummingbird

/// `POST /oauth/token` (RFC 6749 section 3.2, RFC 8628 section 3.4) and the platform's `POST /oauth/check_token`.
struct TokenRoutes {
    let platform: Platform

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("oauth/token") { [platform] request, _ -> Response in
            let form = try await request.form()
            let client = try Client.authenticated(request.headers[.authorization], form)
            guard let grant = GrantType(rawValue: try form.required("grant_type")) else {
                throw Refusal(oauth: "unsupported_grant_type", "The grant_type is unknown.")
            }
            guard client.allows(grant) else {
                throw Refusal(oauth: "unauthorized_client", "The client may use authorization_code only.")
            }
            return .unkept(
                Self.answer(try await Self.issue(grant, form, client, platform), platform.behaviour.tokenLifetime))
        }
        router.post("oauth/check_token") { [platform] request, _ -> Response in
            _ = try await BearerCheck.caller(of: request, platform)
            guard let token = try await request.form(multipartToo: true).parameter("token") else {
                throw Refusal(oauth: "invalid_request", "token is missing.")
            }
            guard let caller = await platform.caller(token: token) else {
                throw Refusal(oauth: "invalid_token", "The token was not recognised.")
            }
            return .json(Self.report(caller))
        }
    }

    private static func issue(
        _ grant: GrantType, _ form: FormFields, _ client: Client, _ platform: Platform
    ) async throws -> Tokens.Issued {
        switch grant {
        case .authorizationCode:
            return try await platform.redeem(
                code: try form.required("code"), client: client, redirectURI: try form.required("redirect_uri"),
                verifier: try form.parameter("code_verifier"))
        case .refreshToken:
            let token = try form.required("refresh_token")
            try form.checkScope()
            return try await platform.renew(refreshToken: token, client: client)
        case .deviceCode:
            return try await platform.poll(deviceCode: try form.required("device_code"), client: client)
        }
    }

    /// RFC 6749 section 5.1.
    private static func answer(_ issued: Tokens.Issued, _ lifetime: Int) -> Value {
        var answer: Value = [
            "access_token": .string(issued.access), "token_type": "bearer", "expires_in": Value(lifetime),
            "scope": "full",
        ]
        if let refresh = issued.refresh { answer["refresh_token"] = .string(refresh) }
        return answer
    }

    private static func report(_ caller: Caller) -> Value {
        let authentication: Value = [
            "username": .string(caller.username), "email": .string(caller.email),
            "displayName": .string(caller.displayName), "type": caller.isKey ? "API_KEY" : "USER",
        ]
        return ["authentication": authentication, "authenticated": true, "name": .string(caller.username)]
    }
}

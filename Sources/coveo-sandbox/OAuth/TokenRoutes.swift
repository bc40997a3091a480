import Foundation
import HTTPTypes
import Hummingbird

/// `POST /oauth/token` (RFC 6749 section 4.1.3) and `POST /oauth/check_token`.
struct TokenRoutes {
    let platform: Platform

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("oauth/token") { [platform] request, _ -> Response in
            try Self.authenticate(request.headers[.authorization])
            let form = try await request.form()
            func value(_ name: String) throws -> String? { try Self.value(form, name) }
            guard try value("client_secret") == nil else {
                throw Refusal(oauth: "invalid_request", "The client authenticated in two ways.")
            }
            guard let grant = try value("grant_type") else {
                throw Refusal(oauth: "invalid_request", "grant_type is missing.")
            }
            guard grant == "authorization_code" else {
                throw Refusal(oauth: "unsupported_grant_type", "Only authorization_code is supported.")
            }
            guard let code = try value("code"), let redirectURI = try value("redirect_uri") else {
                throw Refusal(oauth: "invalid_request", "code or redirect_uri is missing.")
            }
            let token = try await platform.redeem(
                code: code, redirectURI: redirectURI, verifier: try value("code_verifier"))
            return .json(
                [
                    "access_token": .string(token), "token_type": "bearer",
                    "expires_in": Value(platform.behaviour.tokenLifetime), "scope": "full",
                ], headers: [.cacheControl: "no-store"])
        }
        router.post("oauth/check_token") { [platform] request, _ -> Response in
            _ = try await BearerCheck.caller(of: request, platform)
            let form = try await request.form(multipartToo: true)
            guard let token = try Self.value(form, "token") else {
                throw Refusal(oauth: "invalid_request", "token is missing.")
            }
            guard let caller = await platform.caller(token: token) else {
                throw Refusal(oauth: "invalid_token", "The token was not recognised.")
            }
            return .json(Self.report(caller))
        }
    }

    /// Basic authentication of the public client (RFC 6749 section 2.3.1).
    private static func authenticate(_ header: String?) throws {
        var refusal = Refusal(
            oauth: "invalid_client", "Basic authentication of the client is required.", status: .unauthorized)
        refusal.headers[.wwwAuthenticate] = "Basic realm=\"oauth\""
        let words = (header ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic", let data = Data(base64Encoded: String(words[1])),
            let text = String(data: data, encoding: .utf8)
        else { throw refusal }
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, FormFields.decoded(sides[0]) == AuthorizationRequest.clientID,
            FormFields.decoded(sides[1]) == AuthorizationRequest.clientSecret
        else { throw refusal }
    }

    private static func value(_ form: FormFields, _ name: String) throws -> String? {
        do {
            return try form.single(name)
        } catch {
            throw Refusal(oauth: "invalid_request", "\(name) is repeated.")
        }
    }

    private static func report(_ caller: Caller) -> Value {
        let authentication: Value = [
            "username": .string(caller.username), "email": .string(caller.email),
            "displayName": .string(caller.displayName), "type": caller.isKey ? "API_KEY" : "USER",
        ]
        return ["authentication": authentication, "authenticated": true, "name": .string(caller.username)]
    }
}

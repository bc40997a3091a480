import Hummingbird

/// `POST /oauth/revoke` (RFC 7009), for public clients.
///
/// A refresh token, be it the current one or an earlier one, takes its whole family along: all refresh and access tokens
/// of that login. An access token goes alone; section 2.1 would let the refresh token go too, and leaving it lets a
/// client's mistake show. `token_type_hint` is not needed and not read.
struct RevocationRoutes {
    let platform: Platform

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("oauth/revoke") { [platform] request, _ -> Response in
            let form = try await request.form()
            let client = try Client.authenticated(request.headers[.authorization], form)
            guard client.isPublic else {
                throw Refusal(oauth: "unauthorized_client", "The platform's own client can't revoke.")
            }
            try await platform.revoke(token: try form.required("token"), client: client)
            return Response(status: .ok, headers: [.cacheControl: "no-store"])
        }
    }
}

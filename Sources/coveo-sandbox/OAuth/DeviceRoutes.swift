import HTTPTypes
import Hummingbird

/// The device grant (RFC 8628): `POST /oauth/device_authorization`, and the page `/oauth/device` for the person. Polls
/// go to the token endpoint.
struct DeviceRoutes {
    let platform: Platform
    let scheme: String

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("oauth/device_authorization") { [platform, scheme] request, context -> Response in
            let form = try await request.form()
            let client = try Client.authenticated(request.headers[.authorization], form)
            guard client.allows(.deviceCode) else {
                throw Refusal(oauth: "unauthorized_client", "The platform's own client has no device grant.")
            }
            try form.checkScope()
            let page = Origin(scheme: scheme, channel: context.channel).device
            let issued = await platform.issueDeviceCode(client: client)
            return .unkept([
                "device_code": .string(issued.deviceCode), "user_code": .string(issued.userCode),
                "verification_uri": .string(page),
                "verification_uri_complete": .string("\(page)?user_code=\(issued.userCode)"),
                "expires_in": Value(platform.behaviour.deviceLifetime),
                "interval": Value(platform.behaviour.deviceInterval),
            ])
        }
        router.get("oauth/device") { [platform] request, _ -> Response in
            // Whatever is wrong with it: the person can type the code.
            guard let form = try? FormFields(urlEncoded: request.uri.query ?? ""),
                let code = Self.value(form, "user_code")
            else { return .page(DevicePage.ask()) }
            return await Self.confirm(code, platform)
        }
        router.post("oauth/device") { [platform] request, _ -> Response in
            // Whatever is wrong with it: the person can type the code.
            guard let form = try? await request.form(), let code = Self.value(form, "user_code") else {
                return .page(DevicePage.ask(problem: "No code was sent."), status: .badRequest)
            }
            return await Self.decide(code, form, platform)
        }
    }

    private static func confirm(_ code: String, _ platform: Platform) async -> Response {
        do {
            return .page(DevicePage.confirm(try await platform.device(userCode: code)))
        } catch {
            return refusal(error, code)
        }
    }

    private static func decide(_ code: String, _ form: FormFields, _ platform: Platform) async -> Response {
        do {
            let request = try await platform.device(userCode: code)
            if value(form, "deny") != nil {
                try await platform.decide(request, username: nil)
                return .page(DevicePage.done(approved: false))
            }
            guard value(form, "approve") != nil else { return .page(DevicePage.confirm(request)) }
            let username = value(form, "username") ?? ""
            guard await platform.accepts(username: username, password: value(form, "password") ?? "") else {
                let problem = "The user name or the password is wrong."
                return .page(DevicePage.confirm(request, username: username, problem: problem))
            }
            try await platform.decide(request, username: username)
            return .page(DevicePage.done(approved: true))
        } catch {
            return refusal(error, code)
        }
    }

    /// A wrong code is asked for again; after many of them nobody is listened to for a while.
    private static func refusal(_ miss: DeviceCodes.Miss, _ code: String) -> Response {
        switch miss {
        case .unknown:
            let problem = "This code is unknown, used or expired."
            return .page(DevicePage.ask(code: code, problem: problem), status: .notFound)
        case .tooMany(let seconds):
            let problem = "Too many wrong codes. Try again in \(seconds) s."
            var response = Response.page(DevicePage.ask(problem: problem), status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    private static func value(_ form: FormFields, _ name: String) -> String? {
        form.pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }
}

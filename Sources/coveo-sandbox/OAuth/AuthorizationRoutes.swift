import Hummingbird

/// `GET /oauth/authorize` and the login form behind it.
struct AuthorizationRoutes {
    let platform: Platform
    let scheme: String

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.get("oauth/authorize") { [scheme] request, context -> Response in
            // Whatever is wrong with it: the person can only start anew.
            guard let form = try? FormFields(urlEncoded: request.uri.query ?? "") else {
                return .page(LoginPage.refusal("The query is malformed."), status: .badRequest)
            }
            switch Self.judged(form, Origin(scheme: scheme, channel: context.channel)) {
            case .success(let request): return .page(LoginPage.form(request))
            case .failure(let failure): return Self.answer(failure)
            }
        }
        router.post("oauth/login") { [platform, scheme] request, context -> Response in
            // Whatever is wrong with it: the person can only start anew.
            guard let form = try? await request.form() else {
                return .page(LoginPage.refusal("The form is malformed."), status: .badRequest)
            }
            let request: AuthorizationRequest
            switch Self.judged(form, Origin(scheme: scheme, channel: context.channel)) {
            case .success(let judged): request = judged
            case .failure(let failure): return Self.answer(failure)
            }
            func value(_ name: String) -> String { form.pairs.first { $0.name == name }?.value ?? "" }
            if !value("deny").isEmpty { return .found(request.denial) }
            let username = value("username")
            guard await platform.accepts(username: username, password: value("password")) else {
                let problem = "The user name or the password is wrong."
                return .page(LoginPage.form(request, username: username, problem: problem))
            }
            return .found(request.location(code: await platform.issueCode(request, username: username)))
        }
    }

    private static func judged(
        _ form: FormFields, _ origin: Origin
    ) -> Result<AuthorizationRequest, AuthorizationRequest.Failure> {
        do {
            return .success(try AuthorizationRequest(form, issuer: origin.url))
        } catch {
            return .failure(error)
        }
    }

    private static func answer(_ failure: AuthorizationRequest.Failure) -> Response {
        switch failure {
        case .page(let reason): .page(LoginPage.refusal(reason), status: .badRequest)
        case .redirect(let location): .found(location)
        }
    }
}

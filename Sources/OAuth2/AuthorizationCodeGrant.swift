package import HTTP
package import Ports

/// A login by authorization code with PKCE and a loopback redirect (RFC 6749 section 4.1, RFC 7636, RFC 8252): listens,
/// tells the address, opens the browser, waits for the redirect or a pasted address, redeems the code.
package struct AuthorizationCodeGrant: Sendable {
    /// Asks the person for the redirected address; nil at the end of input.
    package typealias PasteSource = @Sendable () async throws -> String?

    private let authorizationEndpoint: WebAddress
    private let tokenEndpoint: TokenEndpoint
    private let issuer: IssuerExpectation
    private let scopes: [String]
    private let ports: [UInt16]
    private let timeout: Duration
    private let redirects: any RedirectReceiver
    private let browser: (any Browser)?
    private let paste: PasteSource?
    private let clock: any Clock
    private let random: any RandomBytes
    private let events: @Sendable (AuthorizationEvent) -> Void

    /// - Parameters:
    ///   - issuer: who the answer has to come from.
    ///   - ports: tried in order; 0 is any free one.
    ///   - timeout: how long redirect or pasted address are waited for.
    ///   - browser: nil only tells the address.
    ///   - paste: called again after a text that is not the answer; cancelled when the redirect comes first.
    ///   - events: called on any thread.
    package init(
        authorizationEndpoint: WebAddress, tokenEndpoint: TokenEndpoint, issuer: IssuerExpectation = .unknown,
        scopes: [String], ports: [UInt16], timeout: Duration, redirects: any RedirectReceiver, browser: (any Browser)?,
        paste: PasteSource?,
        clock: any Clock, random: any RandomBytes, events: @escaping @Sendable (AuthorizationEvent) -> Void
    ) {
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.issuer = issuer
        self.scopes = scopes
        self.ports = ports
        self.timeout = timeout
        self.redirects = redirects
        self.browser = browser
        self.paste = paste
        self.clock = clock
        self.random = random
        self.events = events
    }

    /// Runs the login to its tokens.
    ///
    /// Throws `OAuth2Failure`, `TransportFailure`, `CancellationError`, and what the paste source throws.
    package func run() async throws -> TokenSet {
        let pkce = PKCE(random: random)
        let (response, redirectURI) = try await authorize(pkce: pkce)
        switch response {
        case .refused(let error): throw OAuth2Failure.refusedAtRedirect(error)
        case .wrongIssuer(let expected, let given):
            throw OAuth2Failure.wrongIssuer(expected: expected, given: given)
        case .code(let code):
            return try await tokenEndpoint.exchange(code: code, redirectURI: redirectURI, verifier: pkce.verifier)
        }
    }

    /// Everything up to the answer of the authorization server. The port is open only while this runs.
    private func authorize(pkce: PKCE) async throws -> (response: AuthorizationResponse, redirectURI: String) {
        let wait = RedirectWait(state: LoginState(random: random), issuer: issuer, events: events)
        let port: UInt16
        let listener: (any RedirectListener)?
        do {
            let opened = try await redirects.listen(on: ports) { wait.answer($0) }
            (listener, port) = (opened, opened.port)
            events(.listening(port: port))
        } catch {
            // Without a port number there is no redirect URI that could be registered.
            guard paste != nil, let first = ports.first(where: { $0 != 0 }) else {
                throw OAuth2Failure.noRedirect(error)
            }
            (listener, port) = (nil, first)
            events(.portsTaken(error))
        }
        let redirectURI = "http://127.0.0.1:\(port)"
        let request = AuthorizationRequest(
            endpoint: authorizationEndpoint, clientID: tokenEndpoint.client.id, redirectURI: redirectURI,
            scopes: scopes, state: wait.state, pkce: pkce)
        let result: Result<AuthorizationResponse, any Error>
        do {
            result = .success(try await response(to: request, wait: wait, port: port, listens: listener != nil))
        } catch {
            result = .failure(error)
        }
        await listener?.close()
        return (try result.get(), redirectURI)
    }

    private func response(
        to request: AuthorizationRequest, wait: RedirectWait, port: UInt16, listens: Bool
    ) async throws -> AuthorizationResponse {
        let start = clock.uptime
        wait.begin(port: port)
        try Task.checkCancellation()
        events(.address(request.address))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await open(request.address, wait: wait)
                    try await clock.sleep(for: max(.zero, timeout - (clock.uptime - start)))
                    wait.end(OAuth2Failure.timedOut(after: timeout))
                } catch {
                    wait.end(error)
                }
            }
            if let paste {
                group.addTask { await wait.take(from: paste, listens: listens) }
            }
            defer { group.cancelAll() }
            return try await wait.response()
        }
    }

    /// Opens the browser, and returns when it is open or the wait is over.
    private func open(_ address: String, wait: RedirectWait) async throws {
        guard let browser else { return }
        let opened = Settlement<Void>()
        // On its own: an answer that comes while the opener still runs ends the group, and must not end the opener,
        // which may be the browser itself. It returns within two seconds by the port's contract.
        Task {
            do throws(BrowserFailure) {
                try await browser.open(address)
                if !wait.isOver { events(.browserOpened) }
            } catch {
                if !wait.isOver { events(.browserFailed(error)) }
            }
            opened.settle(.success(()))
        }
        try await opened.value()
    }
}

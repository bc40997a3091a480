/// An authorization request by its client's rules (RFC 6749 section 4.1.1, RFC 7636, RFC 9207).
struct AuthorizationRequest: Sendable {
    /// Why a request is refused, and where the answer goes.
    enum Failure: Error {
        /// The client or the redirect address can't be trusted: a page, never a redirect.
        case page(String)
        /// The client is told by a redirect.
        case redirect(String)
    }

    /// The parameters that the login form carries on.
    private static let names = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    let client: Client
    let redirectURI: String
    /// The S256 challenge; nil where none was sent, which only the platform's own client may.
    let challenge: String?
    /// The parameters as they came.
    let fields: [(name: String, value: String)]
    private let state: String?
    /// What `iss` says on each redirect; nil where the client is told none.
    private let issuer: String?

    /// - Parameter issuer: who answers (RFC 9207).
    /// - Throws: `Failure`.
    init(_ form: FormFields, issuer: String) throws(Failure) {
        guard let client = Client(rawValue: try Self.trusted(form, "client_id") ?? "") else {
            throw .page("The client is unknown.")
        }
        let address = try Self.trusted(form, "redirect_uri") ?? ""
        guard client.accepts(redirectURI: address) else {
            throw .page("The redirect_uri is not registered for this client.")
        }
        self.client = client
        redirectURI = address
        fields = form.pairs.filter { Self.names.contains($0.name) }
        let repeated = Self.names.first { name in form.pairs.filter { $0.name == name }.count > 1 }
        state = repeated == "state" ? nil : Self.value(form, "state")
        challenge = Self.value(form, "code_challenge")
        self.issuer = client.isPublic ? issuer : nil
        if let repeated { throw refusal("invalid_request", "The parameter \(repeated) is repeated.") }
        try check(form)
    }

    private func check(_ form: FormFields) throws(Failure) {
        switch Self.value(form, "response_type") {
        case "code": break
        case nil: throw refusal("invalid_request", "response_type is missing.")
        default: throw refusal("unsupported_response_type", "Only code is supported.")
        }
        if let scope = Self.value(form, "scope"), scope != "full" {
            throw refusal("invalid_scope", "Only full is known.")
        }
        let method = Self.value(form, "code_challenge_method")
        guard let challenge else {
            if method != nil || client.isPublic { throw refusal("invalid_request", "code_challenge is missing.") }
            return
        }
        guard method == "S256" else { throw refusal("invalid_request", "code_challenge_method must be S256.") }
        guard challenge.utf8.count == 43, challenge.allSatisfy(\.isBase64URL) else {
            throw refusal("invalid_request", "code_challenge is malformed.")
        }
    }

    /// The redirect with a code.
    func location(code: String) -> String { location([("code", code)]) }

    /// The redirect of a person who said no.
    var denial: String { location(error: "access_denied", "The user denied the access.") }

    private func refusal(_ error: String, _ description: String) -> Failure {
        .redirect(location(error: error, description))
    }

    private func location(error: String, _ description: String) -> String {
        location([("error", error), ("error_description", description)])
    }

    private func location(_ fields: [(String, String?)]) -> String {
        let query = (fields + [("state", state), ("iss", issuer)]).compactMap { name, value in
            value.map { "\(name)=\(FormFields.encoded($0))" }
        }
        return redirectURI + "?" + query.joined(separator: "&")
    }

    /// A parameter's value; one that is empty counts as absent (RFC 6749 section 3.1).
    private static func value(_ form: FormFields, _ name: String) -> String? {
        form.pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    private static func trusted(_ form: FormFields, _ name: String) throws(Failure) -> String? {
        do {
            return try form.single(name)
        } catch {
            throw .page("The parameter \(name) is repeated.")
        }
    }
}

extension Character {
    /// Whether base64url (RFC 4648 section 5) uses the character.
    fileprivate var isBase64URL: Bool {
        isASCII && (isLetter || isNumber) || self == "-" || self == "_"
    }
}

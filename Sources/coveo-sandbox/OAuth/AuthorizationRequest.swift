/// An authorization request by the platform's rules for its public client (RFC 6749 section 4.1.1, RFC 7636).
struct AuthorizationRequest: Sendable {
    /// Why a request is refused, and where the answer goes.
    enum Failure: Error {
        /// The client or the redirect address can't be trusted: a page, never a redirect.
        case page(String)
        /// The client is told by a redirect.
        case redirect(String)
    }

    /// The platform's public client.
    static let clientID = "cli"
    /// The public client's secret.
    static let clientSecret = "cli"
    /// The two registered addresses: no path, no slash, no other port, no `localhost`.
    private static let redirectURIs = ["http://127.0.0.1:52296", "http://127.0.0.1:32111"]
    /// The parameters that the login form carries on.
    private static let names = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    let redirectURI: String
    let state: String?
    /// The S256 challenge; nil where none was sent.
    let challenge: String?
    /// The parameters as they came.
    let fields: [(name: String, value: String)]

    /// - Throws: `Failure`.
    init(_ form: FormFields) throws(Failure) {
        let client = try Self.trusted(form, "client_id")
        guard client == Self.clientID else { throw .page("The client is unknown.") }
        let address = try Self.trusted(form, "redirect_uri") ?? ""
        guard Self.redirectURIs.contains(where: { $0.utf8.elementsEqual(address.utf8) }) else {
            throw .page("The redirect_uri is not registered for this client.")
        }
        redirectURI = address
        fields = form.pairs.filter { Self.names.contains($0.name) }
        let repeated = Self.names.first { name in form.pairs.filter { $0.name == name }.count > 1 }
        state = repeated == "state" ? nil : Self.value(form, "state")
        challenge = Self.value(form, "code_challenge")
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
            if method != nil { throw refusal("invalid_request", "code_challenge is missing.") }
            return
        }
        guard method == "S256" else { throw refusal("invalid_request", "code_challenge_method must be S256.") }
        guard challenge.utf8.count == 43, challenge.allSatisfy(\.isBase64URL) else {
            throw refusal("invalid_request", "code_challenge is malformed.")
        }
    }

    private func refusal(_ error: String, _ description: String) -> Failure {
        .redirect(Self.location(redirectURI, error: error, description: description, state: state))
    }

    private static func value(_ form: FormFields, _ name: String) -> String? {
        form.pairs.first { $0.name == name }?.value
    }

    /// The redirect with a code.
    func location(code: String) -> String {
        Self.location(redirectURI, [("code", code), ("state", state)])
    }

    /// The redirect of a person who said no.
    var denial: String {
        Self.location(
            redirectURI, error: "access_denied", description: "The user denied the access.", state: state)
    }

    private static func location(_ address: String, error: String, description: String, state: String?) -> String {
        location(address, [("error", error), ("error_description", description), ("state", state)])
    }

    private static func location(_ address: String, _ fields: [(String, String?)]) -> String {
        let query = fields.compactMap { name, value in value.map { "\(name)=\(FormFields.encoded($0))" } }
        return address + "?" + query.joined(separator: "&")
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

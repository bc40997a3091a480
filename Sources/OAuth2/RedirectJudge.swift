package import Ports

/// Decides what each request to the loopback port, and each pasted address, means for one login (RFC 8252 section 7.3).
///
/// Only an answer with the login's own `state` ends it, and only once; everything else is stray and changes nothing.
package struct RedirectJudge: Sendable {
    private let state: LoginState
    private let port: UInt16
    private let issuer: IssuerExpectation
    private var isOver = false

    /// What a request to the loopback port was.
    package enum Verdict: Equatable, Sendable {
        /// Not the answer that is waited for: the login goes on.
        case stray(RedirectAnswer)
        /// The answer, with the page for the browser.
        case final(AuthorizationResponse, RedirectAnswer)
    }

    /// What a pasted text was.
    package enum PasteVerdict: Equatable, Sendable {
        /// The answer.
        case final(AuthorizationResponse)
        /// An address of another login, or a forged one.
        case wrongState
        /// An answer of which a part is missing.
        case incomplete(AuthorizationEvent.MissingPart)
        /// The address that the login begins at.
        case question
        /// No address with an answer in it.
        case unreadable
    }

    /// - Parameters:
    ///   - port: the port of the redirect URI.
    ///   - issuer: who the answer has to come from; checked only once `state` is right.
    package init(state: LoginState, port: UInt16, issuer: IssuerExpectation = .unknown) {
        self.state = state
        self.port = port
        self.issuer = issuer
    }

    /// Judges a request to the loopback port: GET, path `/`, our `Host`, our `state`, exactly one answer.
    package mutating func verdict(on request: RedirectRequest) -> Verdict {
        guard isOurs(host: request.host) else { return .stray(ClosingPage.notFound) }
        guard request.method == "GET" else { return .stray(ClosingPage.methodNotAllowed) }
        let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard !isOver, let path = parts.first, path.isEmpty || path == "/", parts.count == 2,
            let parameters = RedirectParameters(query: parts[1]),
            let given = parameters.only("state").text, state.matches(given),
            let response = AuthorizationResponse(parameters, issuer: issuer)
        else { return .stray(ClosingPage.notFound) }
        isOver = true
        return .final(response, ClosingPage.answer(to: response))
    }

    /// Judges what a person pasted: the redirected address, or only its query. Whitespace (a terminal's line breaks) and
    /// quotes don't count.
    package mutating func verdict(onPasted text: String) -> PasteVerdict {
        var query = String.UnicodeScalarView(
            text.unicodeScalars.filter { !$0.properties.isWhitespace && !Self.quotes.contains($0) })[...]
        while query.first == "'" { query.removeFirst() }
        if let mark = query.firstIndex(of: "?") { query = query[query.index(after: mark)...] }
        if let mark = query.firstIndex(of: "#") { query = query[..<mark] }
        while query.last == "'" { query.removeLast() }
        guard !isOver else { return .unreadable }
        guard let parameters = RedirectParameters(query: String(query)) else {
            return Self.isCut(query) ? .incomplete(.end) : .unreadable
        }
        let says = { (name: String) in parameters.only(name) != .absent }
        switch parameters.only("state") {
        case .value(let given) where state.matches(given): break
        case .value(let given): return state.isCut(given) ? .incomplete(.state) : .wrongState
        case .absent: return says("code") || says("error") ? .incomplete(.state) : .unreadable
        case .repeated: return .unreadable
        }
        if issuer.isCut(parameters.only("iss")) { return .incomplete(.end) }
        if let response = AuthorizationResponse(parameters, issuer: issuer) {
            isOver = true
            return .final(response)
        }
        if says("code") || says("error") { return .unreadable }
        return says("response_type") ? .question : .incomplete(.code)
    }

    /// Whether an answer ends in the middle of a `%XX`, and nothing else is wrong with it.
    private static func isCut(_ query: String.UnicodeScalarView.SubSequence) -> Bool {
        guard let mark = query.suffix(2).lastIndex(of: "%"),
            let parameters = RedirectParameters(query: String(query[..<mark]))
        else { return false }
        return ["state", "code", "error"].contains { parameters.only($0) != .absent }
    }

    /// Browsers that were led here by another name (DNS rebinding) send that name.
    private func isOurs(host: String) -> Bool {
        host == "127.0.0.1:\(port)" || (port == 80 && host == "127.0.0.1")
    }

    /// What mail programs, shells and word processors put around an address, and no address has in it. (An apostrophe
    /// may stand in a code: it counts as a quote at the ends only.)
    private static let quotes: Set<Unicode.Scalar> = [
        "\"", "<", ">", "`", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}",
    ]
}

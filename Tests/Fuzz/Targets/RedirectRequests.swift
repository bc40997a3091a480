import Ports

@testable import Adapters
@testable import OAuth2

/// Bytes on a connection to the loopback port, up to the page that answers them.
enum RedirectRequests {
    static func check(_ input: [UInt8]) throws {
        guard let request = try request(input) else { return }
        for expectation in LoginAnswer.expectations { try check(request, expectation) }
    }

    private static func request(_ input: [UInt8]) throws -> RedirectRequest? {
        var (whole, inPieces) = (RequestHeadReader(), RequestHeadReader())
        let progress = whole.take(input)
        var other = RequestHeadReader.Progress.incomplete
        for byte in input {
            guard case .incomplete = other else { break }
            other = inPieces.take(CollectionOfOne(byte))
        }
        switch (progress, other) {
        case (.incomplete, .incomplete):
            try always(input.count <= RequestHeadReader.headLimit, "a head has an end")
            return nil
        case (.refused(let status), .refused(let again)):
            try always(status == again, "a refusal does not depend on how the bytes come")
            try always([400, 414, 431, 505].contains(status), "a refusal is one of four")
            return nil
        case (.request(let request), .request(let again)):
            try always(
                request.method == again.method && request.target == again.target && request.host == again.host,
                "a request does not depend on how the bytes come")
            for text in [request.method, request.target] {
                try always(
                    !text.isEmpty && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "a request line has visible words")
            }
            return request
        default: throw BrokenProperty("what a head is does not depend on how the bytes come")
        }
    }

    private static func check(_ request: RedirectRequest, _ expectation: IssuerExpectation) throws {
        var judge = LoginAnswer.judge(expectation)
        switch judge.verdict(on: request) {
        case .stray(let page):
            try always([404, 405].contains(page.status), "a stray request is not found")
            let good = RedirectRequest(
                method: "GET", target: "/?code=c-1&state=s-1&iss=https://as.example", host: "127.0.0.1:52296")
            guard case .final(.code(let code), _) = judge.verdict(on: good), code.reveal() == "c-1" else {
                throw BrokenProperty("a stray request changes nothing")
            }
        case .final(let response, let page):
            try always(request.method == "GET" && request.host == "127.0.0.1:52296", "an answer is sent to us")
            let query = request.target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
            try LoginAnswer.check(response, to: FormQuery(query), expectation)
            try check(page, of: response)
            guard case .stray = judge.verdict(on: request) else {
                throw BrokenProperty("a login is ended once")
            }
        }
    }

    /// The page holds nothing of strangers' but text, and nothing secret.
    private static func check(_ page: RedirectAnswer, of response: AuthorizationResponse) throws {
        let plain: RedirectAnswer
        switch response {
        case .code: return try always(page == ClosingPage.done, "the page for a code is always the same")
        case .wrongIssuer:
            return try always(page == ClosingPage.untrusted, "the page for another issuer is always the same")
        case .refused(let error):
            plain = ClosingPage.refused(OAuthError(code: "x", description: error.description.map { _ in "x" }))
        }
        try always(page.status == 200 && page.fields == plain.fields, "a page has the fields that it always has")
        for sign in "<>\"'".utf8 {
            let (count, plainCount) = (page.body.utf8.count { $0 == sign }, plain.body.utf8.count { $0 == sign })
            try always(count == plainCount, "what a stranger says is no markup")
        }
        try always(
            !page.body.unicodeScalars.contains { $0 != "\n" && Visible.mustBeEscaped($0) }, "a page hides nothing")
        try always(page.body.utf8.count < 64 << 10, "a page is short")
    }
}

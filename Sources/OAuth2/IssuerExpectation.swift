/// What a redirect has to say about who sends it (RFC 9207 section 2.4): the defence against an answer from another
/// authorization server than the one that was asked.
package enum IssuerExpectation: Equatable, Sendable {
    /// The server's issuer identifier is not known: `iss` is passed over like any parameter that nobody asked for.
    case unknown
    /// It is known. Where the server announces `iss`, an answer without it is not its own; where it doesn't, one may
    /// still come and then has to be right.
    case known(String, isAnnounced: Bool)

    /// What the redirects of `server` have to say.
    package init(of server: AuthorizationServer) {
        self = server.issuer.map { .known($0, isAnnounced: server.announcesIssuer) } ?? .unknown
    }

    /// What a redirect's `iss` means.
    enum Verdict: Equatable {
        /// The answer may be taken.
        case trusted
        /// It must not be: neither its code nor its error.
        case wrong(expected: String, given: String?)
        /// `iss` is there twice. RFC 6749 section 3.1 forbids it, and which of them counts is what an attack would play
        /// on: no answer at all, like one with two codes.
        case malformed
    }

    /// Whether `iss` ends in the middle of a name of what it has to be, as it stands in an address that was cut. One that
    /// ends before a slash may be another issuer.
    func isCut(_ given: RedirectParameters.Occurrence) -> Bool {
        guard case .known(let expected, _) = self, let given = given.text else { return false }
        return expected.utf8.starts(with: given.utf8)
            && expected.utf8.dropFirst(given.utf8.count).first.map { $0 != UInt8(ascii: "/") } ?? false
    }

    /// Judges the `iss` of a redirect, by simple string comparison (RFC 3986 section 6.2.1): bytes.
    func verdict(on given: RedirectParameters.Occurrence) -> Verdict {
        guard case .known(let expected, let isAnnounced) = self else { return .trusted }
        switch given {
        case .repeated: return .malformed
        case .absent: return isAnnounced ? .wrong(expected: expected, given: nil) : .trusted
        case .value(let given):
            return given.utf8.elementsEqual(expected.utf8) ? .trusted : .wrong(expected: expected, given: given)
        }
    }
}

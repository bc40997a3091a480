import OAuth2
import Ports

/// Text that is pasted in the place of a redirect.
enum PastedAddresses {
    static func check(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        for expectation in LoginAnswer.expectations { try check(text, expectation) }
    }

    private static func check(_ text: String, _ expectation: IssuerExpectation) throws {
        var judge = LoginAnswer.judge(expectation)
        let verdict = judge.verdict(onPasted: text)
        // How a text is read does not depend on whom it has to come from.
        for form in expectation == .unknown ? otherForms(of: text) : [] {
            var other = LoginAnswer.judge(expectation)
            try always(other.verdict(onPasted: form) == verdict, "what a terminal adds to an address changes nothing")
        }
        switch verdict {
        case .final(let response):
            let bytes = kept(text).utf8
            let start = bytes.firstIndex(of: UInt8(ascii: "?")).map(bytes.index(after:)) ?? bytes.startIndex
            var query = bytes[start...].prefix { $0 != UInt8(ascii: "#") }
            while query.last == UInt8(ascii: "'") { query.removeLast() }
            try LoginAnswer.check(response, to: FormQuery(query), expectation)
            try always(judge.verdict(onPasted: text) == .unreadable, "a login is ended once")
        case .wrongState, .incomplete, .question, .unreadable:
            let good = "http://127.0.0.1:52296/?code=c-1&state=s-1&iss=https://as.example"
            try always(
                judge.verdict(onPasted: good) == .final(.code(Redacted("c-1"))), "what is no answer changes nothing")
        }
    }

    /// Wrapped and quoted, as it comes out of terminals, mails and shells.
    private static func otherForms(of text: String) -> [String] {
        var wrapped = String.UnicodeScalarView()
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if index % 10 == 9 { wrapped.append("\n") }
            wrapped.append(scalar)
        }
        return [String(wrapped), "  \u{201C}<\(text)>\u{201D}\r\n"]
    }

    /// Without what no address has in it.
    private static func kept(_ text: String) -> String {
        let kept = text.unicodeScalars.filter {
            !$0.properties.isWhitespace && !"\"<>`“”‘’".unicodeScalars.contains($0)
        }
        return String(String.UnicodeScalarView(kept.drop { $0 == "'" }))
    }
}

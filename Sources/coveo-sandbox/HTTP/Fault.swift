import ArgumentParser
import Foundation
import HTTPTypes

/// A bad day to play, written `KIND[:SECONDS][:PERCENT%][:NUMBER][@[METHOD]PATH]`.
///
/// SECONDS belongs to `slow`, `late`, `STATUS-after` and `STATUS-date` only. PERCENT is how likely a matching request is
/// hit (absent: it is), NUMBER how many are hit (absent: all of them). METHOD and PATH are what the request's method must
/// be (absent: any) and its path begin with (absent: `/rest`). So `lost:1@/oauth/token` loses one answer of the token
/// endpoint after the work was done, and `503:10%@POST/rest/organizations` refuses about one POST in ten there.
struct Fault: Sendable, ExpressibleByArgument {
    /// What happens to the request.
    enum Kind: Sendable, Equatable {
        /// An error of this status, as JSON.
        case status(Int, Pause?)
        /// 429 with the code of a spent daily quota.
        case quota
        /// 200 with an HTML page.
        case html
        /// 403 with an HTML page, as the platform's firewall answers.
        case firewall
        /// The connection is closed without an answer.
        case reset
        /// The work is done, then the connection is closed without an answer.
        case lost
        /// The work is done, and the answer has a body that is no JSON.
        case garbage
        /// The work is done, and the connection is closed in the middle of the answer's body.
        case truncated
        /// The work begins later, by so many seconds; other faults then hit the request too.
        case slow(Double)
        /// The work is done at once, and the answer comes so many seconds later.
        case late(Double)
        /// An OAuth error (RFC 6749 section 5.2) of this code: 400, or 401 for `invalid_client`.
        case error(String)
    }

    /// How `Retry-After` is written (RFC 9110 section 10.2.3).
    enum Pause: Sendable, Equatable {
        case seconds(Int)
        /// As a date, so many seconds from when the answer is sent.
        case date(Int)
    }

    /// As it was written.
    let text: String
    let kind: Kind
    /// How many requests it still hits; nil for all.
    var remaining: Int?
    /// How likely a matching request is hit, 0 to 1.
    let probability: Double
    /// nil for any.
    let method: HTTPRequest.Method?
    let prefix: String

    init?(argument: String) {
        text = argument
        let sides = argument.split(separator: "@", maxSplits: 1).map(String.init)
        var pieces = (sides.first ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
        let target = sides.count > 1 ? sides[1] : ""
        let verb = target.prefix { $0 != "/" }
        let path = target.dropFirst(verb.count)
        prefix = path.isEmpty ? "/rest" : String(path)
        guard let name = pieces.popFirst(), verb.allSatisfy({ $0.isASCII && $0.isUppercase }) else { return nil }
        var method = verb.isEmpty ? nil : HTTPRequest.Method(String(verb))
        guard let kind = Self.timed(name, &pieces) ?? Self.plain(name) else { return nil }
        if name == "reset-after-create" {
            guard method == nil || method == .post else { return nil }
            method = .post
        }
        self.kind = kind
        self.method = method
        guard let probability = Self.probability(&pieces) else { return nil }
        self.probability = probability
        if let number = pieces.popFirst() {
            guard let count = Int(number), count > 0 else { return nil }
            remaining = count
        }
        guard pieces.isEmpty else { return nil }
    }

    /// Whether it is about such a request; the sandbox's own switches have no bad days, whatever the prefix.
    func concerns(path: String, method: HTTPRequest.Method) -> Bool {
        path.hasPrefix(prefix) && (self.method == nil || self.method == method) && !path.isSandboxSwitch
    }

    /// Takes PERCENT off the pieces; 1 where there is none, nil where it is wrong.
    private static func probability(_ pieces: inout ArraySlice<String>) -> Double? {
        guard let text = pieces.first, text.hasSuffix("%") else { return 1 }
        pieces.removeFirst()
        guard let percent = Double(text.dropLast()), percent > 0, percent <= 100 else { return nil }
        return percent / 100
    }

    /// Takes SECONDS off the pieces, where the kind has them; nil where it is no such kind, or they are wrong.
    private static func timed(_ name: String, _ pieces: inout ArraySlice<String>) -> Kind? {
        let form = name.wholeMatch(of: /(\d{3})-(after|date)/)?.output
        guard form != nil || name == "slow" || name == "late",
            let seconds = pieces.first.flatMap(Double.init), (0...86_400).contains(seconds)
        else { return nil }
        pieces.removeFirst()
        guard let form else { return name == "slow" ? .slow(seconds) : .late(seconds) }
        guard let status = status(String(form.1)), let whole = Int(exactly: seconds) else { return nil }
        return .status(status, form.2 == "date" ? .date(whole) : .seconds(whole))
    }

    private static func plain(_ name: String) -> Kind? {
        if let code = name.wholeMatch(of: /oauth-([a-z_]+)/)?.output.1 { return .error(String(code)) }
        switch name {
        case "429-long": return .status(429, .seconds(3600))
        case "429-daily": return .quota
        case "html": return .html
        case "waf": return .firewall
        case "reset": return .reset
        case "lost", "reset-after-create": return .lost
        case "garbage": return .garbage
        case "truncated": return .truncated
        default: return status(name).map { .status($0, $0 == 429 ? .seconds(1) : nil) }
        }
    }

    private static func status(_ text: String) -> Int? {
        Int(text).flatMap { (400...599).contains($0) ? $0 : nil }
    }
}

extension String {
    /// Whether it is the path of one of the sandbox's own switches, which no platform has.
    var isSandboxSwitch: Bool { self == "/sandbox" || hasPrefix("/sandbox/") }
}

import ArgumentParser
import Foundation

/// A bad day to play, written `KIND[:NUMBER][@PATH]`, or `KIND:SECONDS[:NUMBER][@PATH]` for `slow` and `late`.
///
/// NUMBER is how many matching requests it hits (absent: all of them). PATH is what the request's path must begin with
/// (absent: `/rest`). So `reset-after-create:1@/oauth/token` loses one answer of the token endpoint after the work was
/// done, and `late:3:1@/oauth/token` brings it when a client may have given up.
struct Fault: Sendable, ExpressibleByArgument {
    /// What happens to the request.
    enum Kind: Sendable, Equatable {
        /// An error of this status, as JSON; 429 has `Retry-After: 1`.
        case status(Int)
        /// 429 with `Retry-After: 3600`.
        case longWait
        /// 429 with the code of a spent daily quota.
        case quota
        /// 200 with an HTML page.
        case html
        /// 403 with an HTML page, as the platform's firewall answers.
        case firewall
        /// The connection is closed without an answer.
        case reset
        /// A POST is done, then the connection is closed without an answer.
        case resetAfterCreate
        /// The work begins later, by so many seconds; other faults then hit the request too.
        case slow(Double)
        /// The work is done at once, and the answer comes so many seconds later.
        case late(Double)
        /// An OAuth error (RFC 6749 section 5.2) of this code: 400, or 401 for `invalid_client`.
        case error(String)
    }

    let kind: Kind
    /// How many requests it still hits; nil for all.
    var remaining: Int?
    let prefix: String

    init?(argument: String) {
        let sides = argument.split(separator: "@", maxSplits: 1).map(String.init)
        guard let description = sides.first else { return nil }
        let pieces = description.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        prefix = sides.count > 1 ? sides[1] : "/rest"
        guard let (kind, rest) = Self.kind(pieces[0], pieces.dropFirst()), rest.count <= 1 else { return nil }
        self.kind = kind
        if let number = rest.first {
            guard let count = Int(number), count > 0 else { return nil }
            remaining = count
        }
    }

    /// The kind, and the pieces that it leaves; nil where it is none.
    private static func kind(_ name: String, _ rest: ArraySlice<String>) -> (Kind, ArraySlice<String>)? {
        if name == "slow" || name == "late" {
            guard let seconds = rest.first.flatMap(Double.init), (0...3600).contains(seconds) else { return nil }
            return (name == "slow" ? .slow(seconds) : .late(seconds), rest.dropFirst())
        }
        return kind(name).map { ($0, rest) }
    }

    private static func kind(_ name: String) -> Kind? {
        if let code = name.wholeMatch(of: /oauth-([a-z_]+)/)?.output.1 { return .error(String(code)) }
        switch name {
        case "429-long": return .longWait
        case "429-daily": return .quota
        case "html": return .html
        case "waf": return .firewall
        case "reset": return .reset
        case "reset-after-create": return .resetAfterCreate
        default:
            guard let status = Int(name), (400...599).contains(status) else { return nil }
            return .status(status)
        }
    }
}

import ArgumentParser
import Foundation

/// A bad day to play, written `KIND[:NUMBER][@PATH]`.
///
/// NUMBER is how many matching requests it hits (absent: all of them); for `slow` it is the delay in seconds.
/// PATH is what the request's path must begin with (absent: `/rest`).
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
        /// The answer comes later, by so many seconds.
        case slow(Double)
    }

    let kind: Kind
    /// How many requests it still hits; nil for all.
    var remaining: Int?
    let prefix: String

    init?(argument: String) {
        let sides = argument.split(separator: "@", maxSplits: 1).map(String.init)
        guard let description = sides.first else { return nil }
        let pieces = description.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count <= 2 else { return nil }
        prefix = sides.count > 1 ? sides[1] : "/rest"
        let number = pieces.count > 1 ? pieces[1] : nil
        if pieces[0] == "slow" {
            guard let number, let seconds = Double(number), (0...3600).contains(seconds) else { return nil }
            kind = .slow(seconds)
            return
        }
        if let number {
            guard let count = Int(number), count > 0 else { return nil }
            remaining = count
        }
        switch pieces[0] {
        case "429-long": kind = .longWait
        case "429-daily": kind = .quota
        case "html": kind = .html
        case "waf": kind = .firewall
        case "reset": kind = .reset
        case "reset-after-create": kind = .resetAfterCreate
        default:
            guard let status = Int(pieces[0]), (400...599).contains(status) else { return nil }
            kind = .status(status)
        }
    }
}

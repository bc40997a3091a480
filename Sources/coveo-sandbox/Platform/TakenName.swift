import ArgumentParser
import HTTPTypes

/// What happens to a source that would have the name of another one.
enum TakenName: String, Sendable, ExpressibleByArgument, CaseIterable {
    case conflict = "409"
    case invalid = "400"
    case accept

    /// The status that refuses it; nil where there may be two.
    var status: HTTPResponse.Status? {
        switch self {
        case .conflict: .conflict
        case .invalid: .badRequest
        case .accept: nil
        }
    }
}

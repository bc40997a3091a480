import ArgumentParser
import CoveoPlatform

/// `--visibility`, as it is typed.
enum VisibilityOption: String, ExpressibleByArgument, CaseIterable, Sendable {
    case shared
    case `private`
    case secured

    /// Case doesn't matter: the platform's own `SHARED` is understood.
    init?(argument: String) {
        self.init(rawValue: argument.lowercased())
    }

    /// As the platform knows it.
    var visibility: SourceVisibility {
        switch self {
        case .shared: .shared
        case .private: .private
        case .secured: .secured
        }
    }
}

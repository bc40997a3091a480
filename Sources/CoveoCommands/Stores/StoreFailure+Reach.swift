import Ports

extension StoreFailure {
    /// Whether there is nothing here that could hold a login: no library, bus, service or program, and no place.
    var isAbsence: Bool {
        switch self {
        case .notInstalled, .noSessionBus, .noService, .helper(_, .missing), .file(_, .noPlace): true
        default: false
        }
    }
}

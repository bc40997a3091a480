import Ports
import TokenCache

extension StatusReport.StoreState {
    /// What scripts read: `storeState` of `auth status`, `state` of `auth doctor`. docs/stores.md has each of them.
    enum Word: String, CaseIterable {
        /// Of `auth doctor` alone: the store works.
        case usable
        case readable
        case absent
        case newerVersion = "newer-version"
        case damaged
        case notInstalled = "not-installed"
        case noSessionBus = "no-session-bus"
        case noService = "no-service"
        case noKeyring = "no-keyring"
        case locked
        case dismissed
        case noAnswer = "no-answer"
        case denied
        case garbled
        case blocked
        case unsafe
        case failed
    }

    /// The word for JSON.
    var word: Word {
        switch self {
        case .readable: .readable
        case .absent: .absent
        case .unfit(.newerVersion): .newerVersion
        case .unfit(.damaged): .damaged
        case .unfit(.locked): .locked
        case .unusable(let failure): Self.word(for: failure)
        }
    }

    private static func word(for failure: StoreFailure) -> Word {
        switch failure {
        case .notInstalled, .helper(_, .missing): .notInstalled
        case .noSessionBus: .noSessionBus
        case .noService: .noService
        case .noCollection: .noKeyring
        case .locked: .locked
        case .dismissed: .dismissed
        case .noAnswer, .helper(_, .noAnswer), .file(_, .busy): .noAnswer
        case .denied: .denied
        case .garbled, .helper(_, .garbled): .garbled
        case .helper(_, .blocked): .blocked
        case .file(_, .link), .file(_, .wrongKind), .file(_, .foreign), .file(_, .writableByOthers): .unsafe
        case .file(_, .damaged): .damaged
        case .file(_, .newerVersion): .newerVersion
        case .helper(_, .unstartable), .helper(_, .failed), .helper(_, .killed), .file(_, .noPlace), .file(_, .system),
            .unfit, .other, .cancelled:
            .failed
        }
    }
}

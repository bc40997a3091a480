import CoveoPlatform
import Ports

extension SourceCreationNotice {
    /// What a create is waiting for.
    ///
    /// - Parameter name: of what is being created.
    func words(_ name: String) -> String {
        switch self {
        case .lookingUp(let duration, let tries):
            "the platform did not confirm the create: looking whether '\(Visible(name))' was created, "
                + "for \(Failure.words(for: duration)), or longer where the list is slow to answer"
                + Self.words(triesLeft: tries)
        case .tryingAgain: "the list does not show '\(Visible(name))': trying again"
        }
    }

    private static func words(triesLeft tries: Int) -> String {
        switch tries {
        case ...0: ""
        case 1: "; where it is not there, it is tried once more"
        default: "; where it is not there, it is tried again, up to \(tries) times"
        }
    }
}

extension Context {
    /// Runs a create, and tells what it is waiting for.
    ///
    /// - Parameter name: of what is being created.
    func creating<Result>(
        _ name: String, _ body: (_ tell: @escaping @Sendable (SourceCreationNotice) -> Void) async throws -> Result
    ) async rethrows -> Result {
        defer { progress.end() }
        return try await body { notice in
            output.progress(notice.words(name))
            switch notice {
            case .lookingUp: progress.begin("looking for '\(Visible(name))'")
            case .tryingAgain: progress.end()
            }
        }
    }
}

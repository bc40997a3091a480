import CoveoPlatform
import Ports

extension SourceCreationNotice {
    /// What a create is waiting for.
    ///
    /// - Parameter name: of what is being created.
    func words(_ name: String) -> String {
        switch self {
        case .lookingUp(let duration):
            "the platform did not confirm the create: looking whether '\(Visible(name))' was created, "
                + "for \(Failure.words(for: duration)), or longer where the list is slow to answer"
        case .tryingAgain: "the list does not show '\(Visible(name))': trying again"
        }
    }
}

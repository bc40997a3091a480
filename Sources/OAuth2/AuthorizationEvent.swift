package import Ports

/// What happens while a login by code waits; for progress on stderr.
package enum AuthorizationEvent: Equatable, Sendable {
    /// The loopback port is open.
    case listening(port: UInt16)
    /// No port is; the login goes on with a pasted address alone.
    case portsTaken(RedirectFailure)
    /// The address that the person opens. It comes before the browser does.
    case address(String)
    /// A browser was opened.
    case browserOpened
    /// No browser was opened; the login goes on.
    case browserFailed(BrowserFailure)
    /// A request came that is not the answer. The login goes on.
    case strayRequest
    /// The pasted text is not the answer; the person is asked again.
    case pasteRefused(PasteRefusal)

    /// Why a pasted text is not the answer.
    package enum PasteRefusal: Equatable, Sendable {
        /// It belongs to another login, or is forged.
        case wrongState
        /// A part of it is missing.
        case incomplete(MissingPart)
        /// It is the address that the login begins at.
        case question
        /// There is no answer in it.
        case unreadable
    }

    /// What is missing of a pasted address.
    package enum MissingPart: Equatable, Sendable {
        /// Its `state`, or the end of that.
        case state
        /// Its `code`.
        case code
        /// Its end, where that is something else.
        case end
    }
}

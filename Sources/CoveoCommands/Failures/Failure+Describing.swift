import CoveoPlatform
import HTTP
import JSON
import Manifests
import OAuth2
import Ports
import TokenCache

extension Failure {
    /// Puts any room's fact into words. What is in no closed list is a defect of ours (70).
    init(describing error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as TransportFailure: self.init(error)
        case let error as BearerFailure: self.init(error)
        case let error as OAuth2Failure: self.init(error)
        case let error as StoreFailure: self.init(error)
        case let error as SessionFailure: self.init(error)
        case let error as TokenCacheFailure: self.init(error)
        case let error as RenewalFailure: self.init(error)
        case let error as MetadataFailure: self.init(error)
        case let error as PlatformFailure: self.init(error)
        case let error as OrganizationIDFailure: self.init(error, code: .usage)
        case let error as PlatformAddressFailure: self.init(error)
        case let error as APIPathFailure: self.init(error)
        case let error as UnknownOutcome: self.init(error)
        case let error as SecurityProviderCreationFailure: self.init(error)
        case let error as SecurityProviderDraftFailure: self.init(error)
        case let error as SourceDraftFailure: self.init(error)
        case let error as SourceChangeFailure: self.init(error)
        case let error as SourceTypeFailure: self.init(error)
        case let error as SourceCreationFailure: self.init(error)
        case let error as SourceResolutionFailure: self.init(error)
        case let error as ManifestFailure: self.init(error)
        case let error as TerminalFailure: self.init(error)
        case let error as FileFailure: self.init(error)
        case let error as MachineFailure: self.init(error)
        case let error as JSONFailure:
            self.init(.data, "the JSON can't be parsed: \(Self.words(for: error))", hint: "mend it, then try again")
        case is CancellationError: self.init(.interrupted, "interrupted")
        default:
            self.init(
                .software, "something happened that this program does not know",
                hint: "please report it, with the command and what --verbose says")
        }
    }
}

/// What strangers can hand to this program, each by the way in that the program has for it.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// A request to the loopback port.
    case redirect
    /// What a person pastes in the place of one.
    case paste
    /// What the token endpoint answers.
    case token
    /// What the device authorization endpoint answers.
    case device
    /// What an authorization server says about itself.
    case metadata
    /// Pages of a list of sources.
    case sources
    /// A login's record.
    case record
    /// Our `config.json`.
    case configuration
    /// The vendor's `config.json`.
    case vendor
    /// A file of sources in YAML.
    case manifest
    /// What a credential helper prints.
    case helper
    /// The file of the file store.
    case credentials
    /// A message on the session's bus.
    case bus
    /// What a shell asks on Tab, and the names that are kept for it.
    case completion
    /// The head of an answer.
    case head
    /// An address, an ID or a path.
    case address
    /// A JSON text, and another one.
    case json
    /// What is typed at a terminal.
    case typing

    /// Hands `input` over, and throws `BrokenProperty` where something does not hold that always has to.
    func check(_ input: [UInt8]) throws {
        switch self {
        case .redirect: try RedirectRequests.check(input)
        case .paste: try PastedAddresses.check(input)
        case .token: try TokenAnswers.check(input)
        case .device: try DeviceAnswers.check(input)
        case .metadata: try MetadataAnswers.check(input)
        case .sources: try SourcePages.check(input)
        case .record: try StoredRecords.check(input)
        case .configuration: try Configurations.check(input)
        case .vendor: try VendorFiles.check(input)
        case .manifest: try ManifestTexts.check(input)
        case .helper: try HelperAnswers.check(input)
        case .credentials: try CredentialFiles.check(input)
        case .bus: try BusMessages.check(input)
        case .completion: try CompletionRequests.check(input)
        case .head: try AnswerHeads.check(input)
        case .address: try TypedAddresses.check(input)
        case .json: try JSONTexts.check(input)
        case .typing: try TypedLines.check(input)
        }
    }
}

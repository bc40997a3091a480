import CoveoPlatform
import Ports

extension PlatformOperation {
    /// As it stands after "refused to".
    var deed: String {
        switch self {
        case .checkToken: "check the token"
        case .listOrganizations: "list the organizations"
        case .showOrganization: "show the organization"
        case .showOrganizationStatus: "show the organization's status"
        case .showOrganizationLimits: "show the organization's limits"
        case .locateOrganization: "say where the organization is kept"
        case .evaluatePrivilege: "evaluate a privilege"
        case .listSources: "list the sources"
        case .createSource: "create the source"
        case .showSource: "show the source"
        case .updateSource: "update the source"
        case .deleteSource: "delete the source"
        case .duplicateSource: "duplicate the source"
        case .rebuildSource: "rebuild the source"
        case .listSecurityProviders: "list the security providers"
        case .showSecurityProvider: "show the security provider"
        case .createSecurityProvider: "create the security provider"
        case .listAPIKeys: "list the API keys"
        case .createAPIKey: "create the API key"
        case .disableAPIKey: "disable the API key"
        case .deleteAPIKey: "delete the API key"
        case .call(let method, let path): "do '\(method) \(Visible(path))'"
        }
    }

    /// What a 404 is about.
    var thing: String {
        switch self {
        case .checkToken: "the token check"
        case .evaluatePrivilege: "the evaluation of privileges"
        case .listOrganizations: "the list of organizations"
        case .listSources, .createSource, .listSecurityProviders, .createSecurityProvider, .listAPIKeys, .createAPIKey:
            "the organization"
        case .showOrganization(let id): "the organization '\(Visible(id))'"
        case .showOrganizationStatus(let id): "the status of the organization '\(Visible(id))'"
        case .showOrganizationLimits(let id): "the list of limits of the organization '\(Visible(id))'"
        case .locateOrganization(let id): "the place of the organization '\(Visible(id))'"
        case .showSource(let id), .updateSource(let id), .deleteSource(let id), .duplicateSource(let id),
            .rebuildSource(let id):
            "the source '\(Visible(id))'"
        case .showSecurityProvider(let id): "the security provider '\(Visible(id))'"
        case .disableAPIKey(let id), .deleteAPIKey(let id): "the API key '\(Visible(id))'"
        case .call(_, let path): "the path '\(Visible(path))', or something that it names,"
        }
    }

    /// What to check where it was not found.
    var searchHint: Hint {
        switch self {
        case .call: "check the path, and the IDs in it; a token sees its own region only"
        default: "check the ID and the organization (--org); a token sees its own region only"
        }
    }

    /// The command that shows what is there in place of what was not found, without `coveo`; nil where that was not
    /// found itself.
    var surveyCommand: String? {
        switch self {
        case .listOrganizations, .checkToken, .call: nil
        case .showSource, .updateSource, .deleteSource, .duplicateSource, .rebuildSource, .showSecurityProvider,
            .disableAPIKey, .deleteAPIKey:
            listCommand
        default: "orgs list"
        }
    }

    /// The command that lists what it is about, without `coveo`.
    var listCommand: String {
        switch self {
        case .listSecurityProviders, .showSecurityProvider, .createSecurityProvider: "providers list"
        case .listAPIKeys, .createAPIKey, .disableAPIKey, .deleteAPIKey: "keys list"
        default: "sources list"
        }
    }

    /// Whether it is a request that somebody composed, whose path says which organization it is about.
    var isCall: Bool {
        if case .call = self { true } else { false }
    }

    /// Where more about a refusal is.
    var detailsHint: Hint {
        switch self {
        case .call: "the platform's answer is on standard output; --verbose shows the request"
        default: "--verbose shows the request; --dry-run, where there is one, its body"
        }
    }

    /// What a 409 may be about.
    var conflictHint: Hint {
        switch self {
        case .createSecurityProvider:
            "a security provider's ID is unique in its organization; look with '\(coveo: listCommand)'"
        case .createSource:
            "a source's name is unique in its organization: --if-not-exists takes the one that is there; look with '\(coveo: listCommand)'"
        case .duplicateSource, .updateSource:
            "a source's name is unique in its organization; look with '\(coveo: listCommand)'"
        case .call: detailsHint
        default: "try again; --verbose shows the request"
        }
    }
}

/// What was attempted on the platform; says which privilege it needs.
package enum PlatformOperation: Hashable, Sendable {
    case checkToken
    case listOrganizations
    case showOrganization(id: String)
    case showOrganizationStatus(id: String)
    case showOrganizationLimits(id: String)
    case locateOrganization(id: String)
    case evaluatePrivilege
    case listSources
    case createSource
    case showSource(id: String)
    case updateSource(id: String)
    case deleteSource(id: String)
    case duplicateSource(id: String)
    case rebuildSource(id: String)
    case listSecurityProviders
    case showSecurityProvider(id: String)
    case createSecurityProvider
    case listAPIKeys
    case createAPIKey
    case disableAPIKey(id: String)
    case deleteAPIKey(id: String)
    /// A request that somebody composed; the path without its query.
    case call(method: String, path: String)

    /// The privilege without which the platform refuses; nil where none is documented.
    package var privilege: Privilege? {
        switch self {
        case .checkToken, .listOrganizations, .evaluatePrivilege, .call: nil
        case .showOrganization, .showOrganizationStatus, .showOrganizationLimits, .locateOrganization:
            Privilege("ORGANIZATION", "VIEW")
        case .listSources: Privilege("SOURCE", "VIEW")
        // A copy needs SOURCE EDIT on its original, too; who may create at all mostly has that.
        case .createSource, .duplicateSource: .createSource
        case .showSource(let id): Privilege("SOURCE", "VIEW", target: id)
        case .updateSource(let id), .deleteSource(let id), .rebuildSource(let id):
            Privilege("SOURCE", "EDIT", target: id)
        case .listSecurityProviders: Privilege("SECURITY_PROVIDER", "VIEW")
        case .showSecurityProvider(let id): Privilege("SECURITY_PROVIDER", "VIEW", target: id)
        case .createSecurityProvider: Privilege("SECURITY_PROVIDER", "CREATE")
        case .listAPIKeys: Privilege("API_KEY", "VIEW")
        case .createAPIKey: .createAPIKey
        case .disableAPIKey(let id), .deleteAPIKey(let id): Privilege("API_KEY", "EDIT", target: id)
        }
    }
}

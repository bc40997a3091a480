/// What was attempted on the platform; says which privilege it needs.
package enum PlatformOperation: Hashable, Sendable {
    case checkToken
    case listOrganizations
    case showOrganization(id: String)
    case listSources
    case createSource
    case showSource(id: String)
    case updateSource(id: String)
    case deleteSource(id: String)

    /// The privilege without which the platform refuses; nil where none is documented.
    package var privilege: Privilege? {
        switch self {
        case .checkToken, .listOrganizations: nil
        case .showOrganization: Privilege("ORGANIZATION", "VIEW")
        case .listSources: Privilege("SOURCE", "VIEW")
        case .createSource: .createSource
        case .showSource(let id): Privilege("SOURCE", "VIEW", target: id)
        case .updateSource(let id), .deleteSource(let id): Privilege("SOURCE", "EDIT", target: id)
        }
    }
}

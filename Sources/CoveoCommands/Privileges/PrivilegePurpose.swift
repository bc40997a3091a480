import CoveoPlatform
import Ports

/// What a person wants to do, and the privileges that it takes: the one table of both.
enum PrivilegePurpose: String, CaseIterable, Sendable {
    case createSource = "create-source"
    case updateSource = "update-source"
    case push
    case pushIdentities = "push-identities"
    case createProvider = "create-provider"
    case createKey = "create-key"
    case manageKeys = "manage-keys"
    case showOrganization = "show-organization"

    /// What is checked where nothing is typed: what the main job needs.
    static let standard: [PrivilegePurpose] = [.createSource, .updateSource, .push]

    /// The privileges behind the word, as the vendor documents them for these operations.
    ///
    /// - Parameter source: the ID of the only source that it is about; nil for all.
    func privileges(on source: String? = nil) -> [Privilege] {
        let target = source ?? "*"
        return switch self {
        case .createSource: [.createSource, Privilege("SOURCE", "VIEW")]
        case .updateSource: [Privilege("SOURCE", "EDIT", target: target), Privilege("SOURCE", "VIEW", target: target)]
        case .push:
            [
                Privilege("SOURCE", "EDIT", target: target), Privilege("SOURCE", "VIEW", target: target),
                Privilege("ORGANIZATION", "VIEW"),
            ]
        case .pushIdentities: [Privilege("SECURITY_PROVIDER", "EDIT"), Privilege("ORGANIZATION", "VIEW")]
        case .createProvider: [Privilege("SECURITY_PROVIDER", "CREATE"), Privilege("SECURITY_PROVIDER", "VIEW")]
        case .createKey: [.createAPIKey, Privilege("API_KEY", "VIEW")]
        case .manageKeys: [Privilege("API_KEY", "EDIT"), Privilege("API_KEY", "VIEW")]
        case .showOrganization: [Privilege("ORGANIZATION", "VIEW")]
        }
    }

    /// Reads `create-source,push`, each word once.
    ///
    /// - Throws: 64 for an unknown word.
    static func parse(_ text: String) throws(Failure) -> [PrivilegePurpose] {
        var purposes: [PrivilegePurpose] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map({ String($0).trimmed }) {
            guard let purpose = PrivilegePurpose(rawValue: word.lowercased()) else {
                let all = allCases.map(\.rawValue)
                let near = NearNames.nearest(to: word, among: all).first
                throw Failure(
                    .usage, "'\(Visible(word))' is nothing to check: there are \(all.joined(separator: ", "))",
                    hint: near.map { "did you mean '\($0)'?" } ?? "as in --for create-source,push")
            }
            if !purposes.contains(purpose) { purposes.append(purpose) }
        }
        return purposes
    }
}

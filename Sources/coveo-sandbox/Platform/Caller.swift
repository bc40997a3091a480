/// A person or an API key, with what it may do where.
struct Caller: Sendable {
    /// The user name, unique; for a key its display name.
    let username: String
    /// Empty for an API key.
    let email: String
    let displayName: String
    let isKey: Bool
    /// By organization ID.
    let privileges: [String: [Privilege]]

    /// Whether the caller may do this in that organization.
    func may(_ privilege: Privilege, in organization: String) -> Bool {
        privileges[organization]?.contains { $0.covers(privilege) } ?? false
    }

    /// - Throws: `Refusal` 403 where the caller may not.
    func require(_ privilege: Privilege, in organization: String) throws(Refusal) {
        guard may(privilege, in: organization) else { throw .denied }
    }
}

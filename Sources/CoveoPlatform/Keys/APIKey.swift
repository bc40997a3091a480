package import FoundationEssentials
package import JSON
package import Ports

/// An API key as the platform sent it, without its value, which is in no object of ours.
package struct APIKey: Equatable, Sendable {
    /// As the platform sent it, without `value`.
    package let object: JSONObject
    /// Opaque, never empty.
    package let id: String

    /// - Returns: nil where `value` is no object with an `id`.
    package init?(_ value: JSONValue) {
        guard var object = value.object, let id = object["id"]?.string, !id.isEmpty else { return nil }
        object["value"] = nil
        self.object = object
        self.id = id
    }

    /// For people; empty where the platform sent none.
    package var name: String { object["displayName"]?.string ?? "" }
    package var details: String? { object["description"]?.string }
    /// nil where the platform doesn't say.
    package var isEnabled: Bool? { object["enabled"]?.bool }
    /// `ENABLED`, `SOON_TO_BE_EXPIRED`, `DISABLED`, `EXPIRED`, …; where it isn't said, what `enabled` says.
    package var status: String? { object["status"]?.string ?? isEnabled.map { $0 ? "ENABLED" : "DISABLED" } }
    /// `createdDate`.
    package var created: Date? { PlatformDate.date(object["createdDate"]) }
    /// `expirationDate`.
    package var expires: Date? { PlatformDate.date(object["expirationDate"]) }
    /// `lastUsedDate`.
    package var lastUsed: Date? { PlatformDate.date(object["lastUsedDate"]) }

    /// What it may do.
    package var privileges: [Privilege] { (object["privileges"]?.array ?? []).compactMap(Privilege.init) }
}

/// What a create of an API key came to.
package enum NewAPIKey: Sendable {
    /// The key, and its value, which the platform tells this once.
    case made(APIKey, value: Redacted<String>)
    /// The key is there, and the answer with its value was lost: nobody can use it, and nobody ought to.
    case orphan(APIKey, cause: LostValue)

    /// How a value was lost.
    package enum LostValue: Equatable, Sendable {
        /// No answer came, or none that could be read.
        case unanswered
        /// The answer to the create holds no value.
        case withheld
    }
}

package import FoundationEssentials
package import JSON

/// A source as the platform sent it: the whole object, unknown fields, order and numbers' text included, with accessors
/// for what we know.
package struct SourceModel: Equatable, Sendable {
    /// As the platform sent it.
    package let object: JSONObject
    /// Opaque, never empty.
    package let id: String
    /// Empty where the platform sent none.
    package let name: String

    /// - Returns: nil where `value` is no object with an `id`.
    package init?(_ value: JSONValue) {
        guard let object = value.object, let id = object["id"]?.string, !id.isEmpty else { return nil }
        self.object = object
        self.id = id
        name = object["name"]?.string ?? ""
    }

    /// `PUSH`, …; types that we don't know too.
    package var sourceType: String? { object["sourceType"]?.string }
    /// As sent; nil where absent.
    package var visibilityText: String? { object["sourceVisibility"]?.string }
    /// nil where absent, or none of the three.
    package var visibility: SourceVisibility? { visibilityText.flatMap(SourceVisibility.init(rawValue:)) }
    package var pushEnabled: Bool? { object["pushEnabled"]?.bool }
    package var streamEnabled: Bool? { object["streamEnabled"]?.bool }
    package var owner: String? { object["owner"]?.string }

    /// The security providers' IDs, from an array of strings or of objects with `id`.
    package var securityProviderIDs: [String] { SecurityProviderReferences.ids(object["securityProviderReferences"]) }

    /// `information.sourceStatus.type`, or else the extended status; nil where there is none.
    package var status: String? {
        let status = object["information"]?["sourceStatus"]
        return status?["type"]?.string ?? status?["extendedCurrentStatus"]?.string
    }

    /// `information.sourceStatus.extendedCurrentStatus`.
    package var extendedStatus: String? { object["information"]?["sourceStatus"]?["extendedCurrentStatus"]?.string }

    /// The code or else the message of `configurationError`; nil where there is no such error.
    package var configurationError: String? {
        guard let error = object["configurationError"], !error.isNull else { return nil }
        return error["errorCode"]?.string ?? error["message"]?.string ?? error.string ?? error.text(.compact)
    }

    /// `information.numberOfDocuments`.
    package var documents: Int? { object["information"]?["numberOfDocuments"]?.int }
    /// `information.documentsTotalSize`, in bytes.
    package var documentsSize: Int? { object["information"]?["documentsTotalSize"]?.int }

    /// `createdDate`.
    package var created: Date? { PlatformDate.date(object["createdDate"]) }
    /// `lastModifiedDate`.
    package var modified: Date? { PlatformDate.date(object["lastModifiedDate"]) }
    /// `lastModifiedDate` as sent, to see whether it moved.
    package var modifiedValue: JSONValue? { object["lastModifiedDate"] }

    /// What a PUT sends back: everything but what only the platform reports.
    package var writable: JSONObject {
        var writable = object
        for key in Self.reportKeys { writable[key] = nil }
        // The contract types these as strings, while answers hold milliseconds too: a strict platform would refuse the
        // number, and nobody but the platform writes them. A string goes back as it came, as everything does.
        for key in Self.stampKeys { if case .number? = writable[key] { writable[key] = nil } }
        return writable
    }

    /// Whether both are the same source in the same state. Where both say when they were last modified, that tells; else
    /// everything that can be written does (the order of keys says nothing).
    package func isUnchanged(since earlier: SourceModel) -> Bool {
        guard id.hasSameBytes(as: earlier.id) else { return false }
        if let modified = modifiedValue, let before = earlier.modifiedValue, !modified.isNull, !before.isNull {
            return modified.isEquivalent(to: before)
        }
        return JSONValue.object(writable).isEquivalent(to: .object(earlier.writable))
    }

    /// What the platform reports about a source and nobody can set.
    static let reportKeys = PlatformField.keys(.report)
    /// Who and when, as the platform writes it down.
    private static let stampKeys = PlatformField.keys(.stamp)
    /// What the platform writes down by itself: a file that was exported earlier holds old ones.
    static let recordKeys = PlatformField.keys(.report, .stamp)
    /// What an exported model has and a new source can't: the platform gives each source its own.
    static let assignedKeys = PlatformField.keys(.report, .stamp, .assigned)

    /// A model without what the platform writes by itself, for a file that outlives it. Security providers are named by
    /// their IDs.
    package var portable: JSONObject { Self.portable(object) }

    /// The same of a model that a file holds.
    package static func portable(_ model: JSONObject) -> JSONObject {
        var model = model
        for key in assignedKeys { model[key] = nil }
        return SecurityProviderReferences.normalized(in: model)
    }
}

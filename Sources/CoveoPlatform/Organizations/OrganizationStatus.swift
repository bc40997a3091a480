package import JSON

/// How an organization is doing, as the platform says (`GET …/status`).
package struct OrganizationStatus: Equatable, Sendable {
    /// As the platform sent it.
    package let object: JSONObject

    /// - Returns: nil where there is no object.
    package init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        self.object = object
    }

    /// `HEALTHY`, `ERROR`.
    package var status: String? { object["status"]?.string }
    /// `ACTIVE`, `PAUSED`, `DELETING`.
    package var lifeCycle: String? { object["lifeCycleState"]?.string }
    /// `ACTIVE`, `IDLE`, `PAUSING`, `PAUSED`, `RESUMING`, `PAUSING_FAILED`, `RESUMING_FAILED`.
    package var pauseState: String? { object["pauseState"]?.string }
    package var errorCodes: [String] { (object["errorCodes"]?.array ?? []).compactMap(\.string) }
    package var isReadOnly: Bool? { object["readOnly"]?.bool }
    /// `provisioningStatus.currentProvisioningProgress`, of an organization that is still being made.
    package var provisioning: Double? {
        let provisioning = object["provisioningStatus"]
        return provisioning?["ongoing"]?.bool == true ? provisioning?["currentProvisioningProgress"]?.double : nil
    }

    /// Whether nothing can be indexed or searched until somebody resumes it.
    package var isPaused: Bool {
        if let pauseState { return ["PAUSED", "PAUSING", "RESUMING_FAILED"].contains(pauseState) }
        return lifeCycle == "PAUSED" || object["paused"]?.bool == true
    }

    /// Whether resuming is allowed; only an explicit no forbids it.
    package var isResumable: Bool { object["resumable"]?.bool != false }
}

/// What an organization may have (`GET …/limits`).
package struct OrganizationLimits: Equatable, Sendable {
    /// One limit; each figure is nil where the platform doesn't say.
    package struct Limit: Equatable, Sendable {
        package let count: Int?
        package let limit: Int?

        package init(count: Int?, limit: Int?) {
            self.count = count
            self.limit = limit
        }
    }

    /// As the platform sent it.
    package let object: JSONObject

    /// - Returns: nil where there is no object.
    package init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        self.object = object
    }

    package var sources: Limit? { limit("numberOfSourcesLimit") }
    package var securityProviders: Limit? { limit("numberOfSecurityProvidersLimit") }

    private func limit(_ name: String) -> Limit? {
        guard let limit = object["content"]?[name], limit.object != nil else { return nil }
        return Limit(count: limit["actualCount"]?.int, limit: limit["limit"]?.int)
    }
}

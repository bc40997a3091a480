/// An organization of the platform.
struct Organization: Sendable {
    let id: String
    let displayName: String
    /// Whether it is paused at start.
    var isPaused = false
    /// How many sources there may be.
    var sourceLimit = 1_000_000
    /// How many security providers there may be.
    var providerLimit = 1_000

    /// The vendor's `OrganizationModel`, the part that matters here.
    var model: Value {
        [
            "id": .string(id), "displayName": .string(displayName), "createdDate": 1_577_836_800_000,
            "owner": ["email": "owner@example.com"], "readOnly": false,
            "provisioningStatus": Self.provisioned,
            "license": ["productType": "SANDBOX", "productEdition": "ENTERPRISE", "productName": "COVEO_CLOUD"],
        ]
    }

    /// The vendor's `OrganizationStatusModel` of a healthy organization.
    func status(isPaused: Bool) -> Value {
        let state: Value = isPaused ? "PAUSED" : "ACTIVE"
        return [
            "status": "HEALTHY", "lifeCycleState": state, "errorCodes": [], "pauseState": state,
            "readOnly": false, "supportActivated": false, "paused": .bool(isPaused), "resumable": .bool(isPaused),
            "provisioningStatus": Self.provisioned,
        ]
    }

    /// What `/limits` answers, as the vendor's documentation shows it.
    func limits(sources: Int, providers: Int) -> Value {
        [
            "content": [
                "numberOfSourcesLimit": ["actualCount": Value(sources), "limit": Value(sourceLimit)],
                "numberOfSecurityProvidersLimit": ["actualCount": Value(providers), "limit": Value(providerLimit)],
            ]
        ]
    }

    /// Where it is, as `/rest/global/organizations` answers.
    func place(host: String) -> Value {
        [
            "id": .string(id), "displayName": .string(displayName), "primaryMainRegion": .string(Self.region),
            "mainRegions": [.string(Self.region)], "satelliteRegions": [], "adminDns": .string(host),
            "distributedDns": .string(host), "analyticsDns": .string(host),
        ]
    }

    /// The one region that there is.
    static let region = "us-east-1"

    private static let provisioned: Value = [
        "initialProvisioningDone": true, "ongoing": false, "currentProvisioningProgress": 100, "status": "HEALTHY",
    ]
}

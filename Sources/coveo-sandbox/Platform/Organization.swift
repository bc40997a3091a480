/// An organization of the platform.
struct Organization: Sendable {
    let id: String
    let displayName: String

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
    var status: Value {
        [
            "status": "HEALTHY", "lifeCycleState": "ACTIVE", "errorCodes": [], "pauseState": "ACTIVE",
            "readOnly": false, "supportActivated": false, "paused": false, "resumable": false,
            "provisioningStatus": Self.provisioned,
        ]
    }

    private static let provisioned: Value = [
        "initialProvisioningDone": true, "ongoing": false, "currentProvisioningProgress": 100, "status": "HEALTHY",
    ]
}

/// An item that was pushed to a source, without its text.
struct PushedItem: Sendable {
    /// Its URI.
    let documentID: String
    /// Older ones never replace newer ones.
    let orderingID: Int
    /// Of what was sent of it, in bytes.
    let size: Int
    /// Its fields and permissions, but not its text.
    let fields: Value

    /// The most permissions that an item may have; one with more is accepted, and then rejected.
    private static let permissionLimit = 5_000
    /// Where an item's text is.
    private static let texts = ["data", "compressedBinaryData"]

    /// - Throws: why the platform would reject it.
    init(documentID: String, orderingID: Int, size: Int, body: Value) throws(RejectedItem) {
        guard documentID.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:.+/) != nil else {
            throw RejectedItem(reason: "'\(documentID)' is no URI")
        }
        guard Self.permissions(in: body["permissions"] ?? .null) <= Self.permissionLimit else {
            throw RejectedItem(reason: "'\(documentID)' has more than \(Self.permissionLimit) permissions")
        }
        self.documentID = documentID
        self.orderingID = orderingID
        self.size = size
        fields = .object((body.members ?? []).filter { !Self.texts.contains($0.key) && $0.key != "documentId" })
    }

    var parentID: String? { fields["parentId"]?.string }

    /// How many permissions there are, in sets or levels of sets.
    private static func permissions(in value: Value) -> Int {
        (value.array ?? []).reduce(0) { sum, set in
            sum + (set["allowedPermissions"]?.array?.count ?? 0) + (set["deniedPermissions"]?.array?.count ?? 0)
                + permissions(in: set["permissionSets"] ?? .null)
        }
    }
}

/// Why an item was accepted, and is not there all the same.
struct RejectedItem: Error {
    let reason: String
}

extension PushedItem {
    /// Reads what `value` wrote; nil for anything else.
    init?(_ value: Value) {
        guard let documentID = value["documentId"]?.string, let orderingID = value["orderingId"]?.int,
            let size = value["size"]?.int, let fields = value["item"]
        else { return nil }
        self.documentID = documentID
        self.orderingID = orderingID
        self.size = size
        self.fields = fields
    }

    /// As it is shown, and stands in the state file.
    var value: Value {
        [
            "documentId": .string(documentID), "orderingId": Value(orderingID), "size": Value(size), "item": fields,
        ]
    }
}

import HTTPTypes

extension Contract {
    /// What is wrong with a request as it came over the wire, one line each.
    package func violations(
        method: String, target: String, body: [UInt8], allowingUnknownFields: Bool
    ) -> [String] {
        guard let method = HTTPRequest.Method(method) else { return ["no method: \(method)"] }
        return violations(method, target, body: body, allowingUnknownFields: allowingUnknownFields)
    }
}

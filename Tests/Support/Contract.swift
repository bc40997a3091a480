import Foundation
package import HTTPTypes
package import JSON
package import Ports

/// The vendor's OpenAPI data, to check recorded requests against: method, path, query, body. Copies nothing of it.
package struct Contract: Sendable {
    private let document: JSONValue
    let schemas: ContractSchemas

    /// The Source API's, where it is present: in `$COVEO_CONTRACT_DIR`, or else in `../shared/contract`.
    package static let source = Contract(file: "coveo-source-api.json")

    private init?(file: String) {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let directory = ProcessInfo.processInfo.environment["COVEO_CONTRACT_DIR"].map { URL(fileURLWithPath: $0) }
        let folder = directory ?? repository.appendingPathComponent("../shared/contract")
        // Where the data is not there the tests that need it say so by `.enabled(if:)`.
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(file)),
            let document = try? JSONValue(parsing: Array(data))
        else { return nil }
        self.init(document)
    }

    /// - Parameter document: OpenAPI 3.0.
    package init(_ document: JSONValue) {
        self.document = document
        schemas = ContractSchemas(document["components"]?["schemas"]?.object ?? JSONObject())
    }

    /// The values that a schema's property allows, in order.
    package func values(of property: String, in schema: String) -> [String] {
        (schemas[schema]?["properties"]?[property]?["enum"]?.array ?? []).compactMap(\.string)
    }

    /// What is wrong with a request, one line each; empty: nothing.
    ///
    /// - Parameters:
    ///   - path: with the query, as sent, below the server's root.
    ///   - allowingUnknownFields: for bodies that hold what the vendor added later.
    package func violations(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8], allowingUnknownFields: Bool = false
    ) -> [String] {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let operation = operation(method, String(parts[0])) else {
            return ["no such operation: \(method) \(parts[0])"]
        }
        return queryViolations(parts.count > 1 ? String(parts[1]) : nil, of: operation)
            + bodyViolations(body, of: operation, allowingUnknownFields: allowingUnknownFields)
    }

    /// What is wrong with a recorded request, its content type included.
    package func violations(of request: OutgoingRequest, allowingUnknownFields: Bool = false) -> [String] {
        let found = violations(
            request.head.method, request.head.path ?? "", body: request.body,
            allowingUnknownFields: allowingUnknownFields)
        let type = request.head.headerFields[.contentType]
        let isTyped = request.body.isEmpty || type?.hasPrefix("application/json") == true
        return isTyped ? found : found + ["body of type \(type ?? "none")"]
    }

    /// The operation whose template fits: a literal segment before a parameter.
    private func operation(_ method: HTTPRequest.Method, _ path: String) -> JSONValue? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        let fitting = (document["paths"]?.object?.members ?? []).compactMap { template, item -> (Int, JSONValue)? in
            let parts = template.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == segments.count, let operation = item[method.rawValue.lowercased()] else { return nil }
            let parameters = zip(parts, segments).filter { $0.0.hasPrefix("{") }
            guard zip(parts, segments).allSatisfy({ $0.0.hasPrefix("{") || $0.0 == $0.1 }),
                parameters.allSatisfy({ Self.isSegment($0.1) })
            else { return nil }
            return (parameters.count, operation)
        }
        return fitting.min { $0.0 < $1.0 }?.1
    }

    /// Whether a parameter's value stands in the path as RFC 3986 wants it, and stays where it is.
    private static func isSegment(_ segment: Substring) -> Bool {
        guard let text = segment.removingPercentEncoding, !["", ".", ".."].contains(text) else { return false }
        return segment.utf8.allSatisfy { byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || "-._~%!$&'()*+,;=:@".utf8.contains(byte)
        }
    }

    private func queryViolations(_ query: String?, of operation: JSONValue) -> [String] {
        let parameters = (operation["parameters"]?.array ?? []).filter { $0["in"]?.string == "query" }
        var violations: [String] = []
        var given: Set<String> = []
        for pair in query?.split(separator: "&", omittingEmptySubsequences: false) ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map { $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? "" }
            guard let parameter = parameters.first(where: { $0["name"]?.string == texts[0] }) else {
                violations.append("unknown query parameter \(texts[0])")
                continue
            }
            if !given.insert(texts[0]).inserted, parameter["schema"]?["type"]?.string != "array" {
                violations.append("query parameter \(texts[0]) twice")
            }
            let value = texts.count > 1 ? texts[1] : ""
            if !schemas.allows(text: value, parameter["schema"] ?? nil) {
                violations.append("query parameter \(texts[0]) can't be \(value)")
            }
        }
        let required = parameters.filter { $0["required"]?.bool == true }.compactMap { $0["name"]?.string }
        return violations + required.filter { !given.contains($0) }.map { "query parameter \($0) is missing" }
    }

    private func bodyViolations(
        _ body: [UInt8], of operation: JSONValue, allowingUnknownFields: Bool
    ) -> [String] {
        guard let schema = operation["requestBody"]?["content"]?["application/json"]?["schema"] else {
            return body.isEmpty ? [] : ["a body where none is due"]
        }
        if body.isEmpty { return operation["requestBody"]?["required"]?.bool == true ? ["no body"] : [] }
        // Where and why it is none is the sender's test to say.
        guard let value = try? JSONValue(parsing: body) else { return ["a body that is no JSON"] }
        return schemas.violations(of: value, by: schema, at: "body", allowingUnknownFields: allowingUnknownFields)
    }
}

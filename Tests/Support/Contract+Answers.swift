import HTTPTypes
package import JSON

extension Contract {
    /// What is wrong with an answer, one line each: its status, and its body by the schema of that status.
    ///
    /// - Parameters:
    ///   - path: of the request, with the query, below the server's root.
    ///   - body: nil where there was none.
    package func violations(
        ofAnswer status: Int, _ body: JSONValue?, to method: String, _ path: String
    ) -> [String] {
        guard let method = HTTPRequest.Method(method),
            let operation = operation(method, String(path.prefix { $0 != "?" }))
        else { return ["no such operation: \(method) \(path)"] }
        guard let response = operation["responses"]?["\(status)"] else { return ["status \(status) is not described"] }
        let content = response["content"]
        let typed = content?["application/json"] ?? content?["*/*"]
        guard let schema = typed?["schema"] else { return body == .none ? [] : ["a body where none is described"] }
        guard let body else { return ["no body"] }
        return schemas.violations(of: body, by: schema, at: "answer", allowingUnknownFields: false)
    }
}

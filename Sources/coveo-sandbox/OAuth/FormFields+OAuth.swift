extension FormFields {
    /// A parameter of an OAuth request; nil where it is absent or empty, which is the same (RFC 6749 section 3.2).
    /// - Throws: `Refusal` with `invalid_request` where it is repeated.
    func parameter(_ name: String) throws(Refusal) -> String? {
        do {
            let text = try single(name)
            return text?.isEmpty == true ? nil : text
        } catch {
            throw Refusal(oauth: "invalid_request", "\(name) is repeated.")
        }
    }

    /// A parameter of an OAuth request that has to be there.
    /// - Throws: `Refusal` with `invalid_request` where it is absent, empty or repeated.
    func required(_ name: String) throws(Refusal) -> String {
        guard let text = try parameter(name) else {
            throw Refusal(oauth: "invalid_request", "\(name) is missing.")
        }
        return text
    }

    /// Checks `scope`, where it is there: only `full` is known.
    /// - Throws: `Refusal` with `invalid_scope`.
    func checkScope() throws(Refusal) {
        guard try parameter("scope") ?? "full" == "full" else {
            throw Refusal(oauth: "invalid_scope", "Only full is known.")
        }
    }
}

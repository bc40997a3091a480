import HTTP

/// The query of a redirect, decoded from `application/x-www-form-urlencoded`.
struct RedirectParameters {
    private let pairs: [(name: String, value: String)]

    /// What a query says under one name.
    enum Occurrence: Equatable {
        /// Not there, or empty (RFC 6749 section 3.1: a parameter without a value counts as left out).
        case absent
        case value(String)
        case repeated

        /// The value where there is exactly one.
        var text: String? {
            if case .value(let text) = self { text } else { nil }
        }
    }

    /// - Parameter query: what stands after `?`.
    /// - Returns: nil where it is malformed.
    init?(query: some StringProtocol) {
        guard let pairs = PercentEncoding.decodeForm(query) else { return nil }
        self.pairs = pairs
    }

    /// The parameter `name`, compared by bytes.
    func only(_ name: String) -> Occurrence {
        let found = pairs.filter { $0.name.utf8.elementsEqual(name.utf8) }
        if found.count > 1 { return .repeated }
        guard let value = found.first?.value, !value.isEmpty else { return .absent }
        return .value(value)
    }
}

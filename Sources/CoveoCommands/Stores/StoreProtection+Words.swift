import Ports

extension StoreProtection {
    /// For JSON: the algorithm's name, or `plain`.
    var word: String {
        switch self {
        case .encrypted(let algorithm): algorithm
        case .plain: "plain"
        }
    }

    /// For people.
    var words: String {
        switch self {
        case .encrypted(let algorithm): "encrypted on the bus (\(algorithm))"
        case .plain: "not encrypted on the bus, since the service offers nothing else"
        }
    }
}

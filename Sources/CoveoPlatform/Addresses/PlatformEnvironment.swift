/// Which of the vendor's installations: production, the HIPAA one, and two that only the vendor uses.
package enum PlatformEnvironment: String, CaseIterable, Sendable {
    case production
    case hipaa
    case staging
    case development

    /// Reads what a person typed; case doesn't matter.
    ///
    /// - Returns: nil for an unknown environment.
    package init?(typed text: String) {
        self.init(rawValue: text.lowercased())
    }

    /// What stands in the host name right after `platform` or `api`.
    var hostInfix: String {
        switch self {
        case .production: ""
        case .hipaa: "hipaa"
        case .staging: "stg"
        case .development: "dev"
        }
    }
}

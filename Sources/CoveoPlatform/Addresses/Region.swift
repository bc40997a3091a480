/// Where an organization lives. A token belongs to the region that issued it.
package enum Region: String, CaseIterable, Sendable {
    case us
    case ca
    case eu
    case au

    /// Reads what a person typed; case doesn't matter.
    ///
    /// - Returns: nil for an unknown region.
    package init?(typed text: String) {
        self.init(rawValue: text.lowercased())
    }

    /// What stands in the host name before `.cloud.coveo.com`: nothing for the default region.
    var hostSuffix: String { self == .us ? "" : "-\(rawValue)" }
}

/// This program's version, by semantic versioning.
package enum Version {
    package static let current = "0.1.0"
    /// What the `User-Agent` header says.
    static let userAgent = "coveo/\(current)"
}

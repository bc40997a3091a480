/// Bytes that nobody can guess.
package protocol RandomBytes: Sendable {
    /// `count` bytes from the system's cryptographic generator.
    func bytes(_ count: Int) -> [UInt8]
}

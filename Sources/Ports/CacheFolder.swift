/// What may be lost at any time, kept between commands: the user's own folder for caches. It never fails: what can't be
/// read is not there, and what can't be written is not kept.
package protocol CacheFolder: Sendable {
    /// A whole file; nil where there is none that can be used.
    ///
    /// - Parameter name: of the file, with slashes between it and its folders; never absolute, never with `..`.
    func read(_ name: String) -> [UInt8]?

    /// Replaces a file. Mode 0600, in folders of mode 0700; not synced, since nothing of it has to survive.
    func write(_ name: String, _ bytes: [UInt8])

    /// Removes a file, or a folder and all that is in it.
    func remove(_ name: String)
}

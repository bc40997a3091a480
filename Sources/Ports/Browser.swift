/// Why no browser was opened.
package enum BrowserFailure: Error, Equatable, Sendable {
    /// Neither `BROWSER` nor an opener (`xdg-open`, `wslview`) is there.
    case noOpener
    /// `program` could not be started, or ended with `status`.
    case failed(program: String, status: Int32)
    /// Not an https address, nor http on a loopback host.
    case unfitAddress
}

/// The person's browser.
package protocol Browser: Sendable {
    /// Whether a graphical browser can be opened here: never true for a text browser that was not asked for.
    var isAvailable: Bool { get }

    /// Opens `address`, an https address or an http address on a loopback host, as one argument and without a shell.
    /// Returns when the opener has ended well, or after two seconds while it is still running.
    func open(_ address: String) async throws(BrowserFailure)
}

/// A person's program that shows long text page by page.
package protocol Pager: Sendable {
    /// Starts `command`, words between blanks, without a shell and with nothing secret in its environment, at this process's
    /// terminal; nil where it can't be started.
    func start(_ command: String) -> (any RunningPager)?
}

/// A pager that was started.
package protocol RunningPager: Sendable {
    /// Hands it more. What somebody who left it early did not want is lost.
    func write(_ bytes: [UInt8])

    /// Tells it that nothing more comes, and waits until the person leaves it.
    ///
    /// - Returns: what is lost where it failed; nil where it was read, or left by a person.
    func finish() async -> PagerFailure?
}

/// A pager that ended with an error and had read nothing.
package struct PagerFailure: Equatable, Sendable {
    /// Its exit status.
    package let status: Int32
    /// All that was handed to it.
    package let unread: [UInt8]

    package init(status: Int32, unread: [UInt8]) {
        self.status = status
        self.unread = unread
    }
}

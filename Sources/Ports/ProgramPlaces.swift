/// Where programs of one name are, for finding out which of them a shell runs.
package struct ProgramPlaces: Equatable, Sendable {
    /// One on `PATH`.
    package struct Place: Equatable, Sendable {
        package let path: String
        /// Whether it is the program of this process, by whatever link.
        package let isOwn: Bool

        package init(path: String, isOwn: Bool) {
            self.path = path
            self.isOwn = isOwn
        }
    }

    /// The program of this process; nil where the system does not tell.
    package let own: String?
    /// Those on `PATH`, in its order.
    package let onPath: [Place]

    package init(own: String?, onPath: [Place]) {
        self.own = own
        self.onPath = onPath
    }
}

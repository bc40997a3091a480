/// The environment variables of the process, as an input.
package struct Environment: Sendable {
    private let values: [String: String]

    package init(_ values: [String: String]) {
        self.values = values
    }

    /// The variable as it is; nil where it is not set.
    package subscript(_ name: String) -> String? {
        values[name]
    }

    /// The variable where it is set and not empty.
    package func nonEmpty(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The variable where it is an absolute path, as those of homes and their like have to be: a relative one would name a
    /// folder of the working directory, of which nothing is read unasked.
    package func absolute(_ name: String) -> String? {
        values[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// The folders of `PATH`, in order; where that is not set, the system's own. Relative entries and the empty one are
    /// left out: nothing of the working directory runs unasked.
    package var programFolders: [String] {
        (values["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
    }

    /// All of them, for a child process.
    package var all: [String: String] { values }
}

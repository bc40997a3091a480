internal import Glibc
internal import Ports

/// Where a helper's program is.
struct HelperProgram: Sendable {
    /// As it is called (`docker-credential-pass`).
    let name: String
    /// The first one on `PATH` that may be run, else the first that is there at all; nil where there is none.
    let path: String?

    /// - Parameter environment: its `programFolders` are looked in.
    init(helper: String, _ environment: Environment) {
        name = StoreName.program(ofHelper: helper)
        let paths = environment.programFolders.map { [name] in "\($0)/\(name)" }.filter(Self.isFile)
        path = paths.first { access($0, X_OK) == 0 } ?? paths.first
    }

    /// Whether "not there" is what it says of a store that it could not use either: the helper for pass looks for a folder,
    /// without asking whether `pass init` was run and the key is at hand. Others are not asked twice: some would open a
    /// dialog for it.
    var isBlind: Bool { name == StoreName.program(ofHelper: "pass") }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

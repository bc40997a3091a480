internal import CLibSecret
internal import Ports

/// The functions of libsecret and of GLib below it, looked up in the shared library at first use.
///
/// A table of C functions, which any thread may call. What they are called with is what is confined to a thread.
struct LibSecret: @unchecked Sendable {
    private let table: UnsafePointer<clibsecret>

    /// Loads the library. Throws `.notInstalled` with the name of what is missing.
    init() throws(StoreFailure) {
        var missing: UnsafePointer<CChar>?
        guard let table = clibsecret_load(&missing) else {
            throw .notInstalled(library: missing.map { String(cString: $0) } ?? "")
        }
        self.table = table
    }

    /// What is loaded. (libsecret itself does not tell its version.)
    var facts: [StoreFact] {
        var facts = [
            StoreFact.library(name: Self.name, version: nil),
            .library(name: "GLib", version: clibsecret_glib_version().map { String(cString: $0) }),
        ]
        if let version = LibGcrypt()?.c.gcry_check_version(nil) {
            facts.append(.library(name: "libgcrypt", version: String(cString: version)))
        }
        return facts
    }

    private static let name = "libsecret-1.so.0"

    /// The functions, under their own names.
    var c: clibsecret { table.pointee }
}

import Glibc
import NIOSSL
import Ports

/// A file or folder that `SSL_CERT_FILE` or `SSL_CERT_DIR` names can't be read.
struct TrustFailure: Error, Equatable {
    let reason: String
}

/// Whose certificates are trusted: the system's, or what `SSL_CERT_FILE` and `SSL_CERT_DIR` put in their place, with
/// OpenSSL's meaning of the two (the file replaces the system's bundle, the folders its hashed folder).
///
/// Parsing the system's bundle takes 5 ms, looking one issuer up in the hashed folder 0.1 ms. Both come from
/// `update-ca-certificates`, but a bundle may have been edited by hand. So the folder is asked first, and the bundle
/// only about a server that the folder does not know.
struct TrustRoots: Sendable {
    /// Certificates in files and hashed folders, or the library's own choice where there are none.
    struct Choice: Hashable, Sendable {
        /// Paths by the variable that named them.
        var paths: [Place]

        struct Place: Hashable, Sendable {
            let name: String
            let path: String
        }

        /// The choice as the library wants it: it takes one folder as it is, and beside it only files. Throws where a
        /// path can't be read.
        func forTLS() throws(TrustFailure) -> (NIOSSLTrustRoots, [NIOSSLAdditionalTrustRoots]) {
            for place in paths where access(place.path, R_OK) != 0 {
                throw TrustFailure(reason: "\(place.name) names \(place.path), which can't be read")
            }
            var files = paths.map(\.path)
            guard let index = files.firstIndex(where: HashedFolder.isFolder) ?? files.indices.first else {
                return (.default, [])
            }
            let first = files.remove(at: index)
            let others = files.flatMap { HashedFolder.isFolder($0) ? HashedFolder.certificates($0) : [$0] }
            return (.file(first), others.map { .file($0) })
        }
    }

    /// What is asked first.
    let quick: Choice
    /// What is asked where that refuses a server.
    let all: Choice

    /// Whether `all` holds more than `quick`.
    var hasMore: Bool { quick != all }

    /// - Parameters:
    ///   - system: the hashed folder, with its slash.
    ///   - bundle: the file with all certificates of that folder.
    init(
        _ environment: Environment, system: String = "/etc/ssl/certs/",
        bundle: String = "/etc/ssl/certs/ca-certificates.crt"
    ) {
        let hashed = HashedFolder.holdsCertificates(system) ? [Choice.Place(name: "the system", path: system)] : []
        let folders = environment.nonEmpty("SSL_CERT_DIR").map { list in
            list.split(separator: ":").map { Choice.Place(name: "SSL_CERT_DIR", path: String($0)) }
        }
        let behind = folders ?? hashed
        switch environment.nonEmpty("SSL_CERT_FILE") {
        case let file?:
            all = Choice(paths: [Choice.Place(name: "SSL_CERT_FILE", path: file)] + behind)
            quick = file == bundle && folders == nil && !hashed.isEmpty ? Choice(paths: hashed) : all
        case nil:
            quick = Choice(paths: behind)
            all = folders == nil ? Choice(paths: []) : quick
        }
    }
}

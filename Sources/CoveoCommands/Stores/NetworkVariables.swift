import JSON
import Ports

/// What of the environment decides how the platform is reached: the proxy, and whose certificates are trusted.
struct NetworkVariables: Sendable {
    /// A file or folder of certificates that is trusted in place of the system's.
    struct Certificates: Equatable, Sendable {
        let variable: String
        let path: String
        let isReadable: Bool
    }

    /// Those of the proxy, without user and password.
    let proxies: [Surroundings.Variable]
    /// Those of certificates, as they are.
    let certificateVariables: [Surroundings.Variable]
    /// Each place that they name.
    let certificates: [Certificates]

    init(_ environment: Environment, files: any Files) {
        func variable(_ name: String, _ value: (String) -> Surroundings.Variable.Value) -> Surroundings.Variable {
            Surroundings.Variable(name: name, value: environment[name].map(value))
        }
        proxies =
            ["HTTPS_PROXY", "https_proxy"].map { variable($0, Self.proxy) }
            + ["NO_PROXY", "no_proxy"].map { variable($0) { .text($0) } }
        certificateVariables = ["SSL_CERT_FILE", "SSL_CERT_DIR"].map { variable($0) { .text($0) } }
        let file = environment.nonEmpty("SSL_CERT_FILE").map { [("SSL_CERT_FILE", $0)] } ?? []
        let folders = (environment["SSL_CERT_DIR"] ?? "").split(separator: ":").map { ("SSL_CERT_DIR", String($0)) }
        certificates = (file + folders).map { variable, path in
            Certificates(variable: variable, path: path, isReadable: Self.isReadable(path, files))
        }
    }

    /// An address of a proxy without what stands before its `@`; nothing of what is no address, which may hold a password
    /// anywhere.
    private static func proxy(_ text: String) -> Surroundings.Variable.Value {
        if text.isEmpty { return .text("") }
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let scheme = parts.count == 2 ? parts[0] + "://" : ""
        guard let rest = parts.last, scheme.unicodeScalars.allSatisfy({ $0.isASCII }) else { return .unfit }
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        let isHost = host.wholeMatch(of: /(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._\-]+)(:[0-9]{1,5})?\/?/) != nil
        guard isHost, scheme.isEmpty || scheme.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:\/\//) != nil else {
            return .unfit
        }
        return .text(scheme + (host.count < rest.count ? "[redacted]@" : "") + host)
    }

    private static func isReadable(_ path: String, _ files: any Files) -> Bool {
        do throws(FileFailure) {
            _ = try files.read(path, limit: 1)
            return true
        } catch {
            switch error {
            case .tooLarge, .isDirectory: return true
            case .absent, .denied, .noFolder, .system: return false
            }
        }
    }

    /// All of them, in order.
    var all: [Surroundings.Variable] { proxies + certificateVariables }

    /// What people have to know beside the values; a line each, with the variable it is about.
    var remarks: [(variable: String, words: String)] {
        certificates.filter { !$0.isReadable }.map { ($0.variable, "\($0.path) CAN'T BE READ: every request fails") }
            + [("HTTPS_PROXY", "https_proxy"), ("NO_PROXY", "no_proxy")].filter { upper, lower in
                isSet(upper) && isInForce(lower)
            }
            .map { ($0, "not used: \($1) goes before it") }
    }

    private func isSet(_ name: String) -> Bool { all.contains { $0.name == name && $0.value != nil } }

    /// An empty `https_proxy` is none, an empty `no_proxy` is an answer.
    private func isInForce(_ name: String) -> Bool {
        isSet(name) && !(name == "https_proxy" && all.contains { $0.name == name && $0.value == .text("") })
    }
}

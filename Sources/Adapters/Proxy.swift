import AsyncHTTPClient
import Ports

/// An HTTP proxy, which is asked by CONNECT for a way to the server.
struct Proxy: Hashable, Sendable {
    let host: String
    let port: Int
    let user: String?
    let password: Redacted<String>?

    /// Where it is, without user and password.
    var authority: String { "\(host):\(port)" }

    /// Who we are to it.
    var authorization: HTTPClient.Authorization? {
        user.map { .basic(username: $0, password: password?.reveal() ?? "") }
    }

    /// The client's own type.
    var forClient: HTTPClient.Configuration.Proxy {
        .server(host: host, port: port, authorization: authorization)
    }
}

extension Proxy? {
    /// What a proxy says that wants to know who asks.
    var missingCredentials: ProxyProblem { self?.user == nil ? .credentialsMissing : .credentialsRefused }
}

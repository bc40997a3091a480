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

    /// The client's own type.
    var forClient: HTTPClient.Configuration.Proxy {
        let authorization = user.map {
            HTTPClient.Authorization.basic(username: $0, password: password?.reveal() ?? "")
        }
        return .server(host: host, port: port, authorization: authorization)
    }
}

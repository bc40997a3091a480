import Ports

extension Failure {
    /// Why a proxy can't be used, and what to do about it.
    static func words(for problem: ProxyProblem) -> (words: String, hint: Hint) {
        let form: Hint =
            "write it as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with %23 for #, %40 for @, %2F for /"
        let check: Hint = "check HTTPS_PROXY, or exempt the platform with NO_PROXY"
        switch problem {
        case .noAddress: return ("it is no address", form)
        case .unsupportedScheme:
            return ("it is neither HOST:PORT nor http://HOST:PORT, and no other kind is supported", check)
        case .noPort: return ("its port is none", form)
        case .unknownName: return ("its name is unknown", check)
        case .unreachable: return ("it can't be reached", check)
        case .credentialsMissing:
            return ("it asks for a user and a password", "set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT")
        case .credentialsRefused:
            return (
                "it does not take the user and the password",
                "check them in HTTPS_PROXY: with %23 for #, %25 for %, %40 for @, %2F for /"
            )
        case .refused(let server, let status):
            let answer = status.map { " (HTTP \($0))" } ?? ""
            return (
                "it did not connect to \(Visible(server))\(answer)",
                status == 403 ? "ask who runs the proxy to allow that host, or exempt it with NO_PROXY" : check
            )
        }
    }
}

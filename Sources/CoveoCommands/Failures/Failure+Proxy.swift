import Ports

extension Failure {
    /// What is wrong with the value of the variable that names a proxy, which may hold a password and is not repeated;
    /// nil where the proxy itself is the problem.
    static func words(forSetting problem: ProxyProblem, of variable: String) -> (words: String, hint: Hint)? {
        let form: Hint =
            "write it as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with %23 for #, %40 for @, %2F for /"
        switch problem {
        case .noAddress: return ("what \(variable) holds is no address of a proxy", form)
        case .unsupportedScheme(let scheme):
            return (
                "\(variable) names a proxy by \(Visible(scheme))://, and only http:// is supported",
                "write it as http://HOST:PORT where the proxy takes that, or exempt the platform with NO_PROXY"
            )
        case .noPort: return ("the port in \(variable) is none: they go from 1 to 65535", form)
        default: return nil
        }
    }

    /// Why a proxy can't be used, and what to do about it.
    static func words(for problem: ProxyProblem) -> (words: String, hint: Hint) {
        let check: Hint = "check HTTPS_PROXY, or exempt the platform with NO_PROXY"
        switch problem {
        case .noAddress, .unsupportedScheme, .noPort: return ("its address is none", check)
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

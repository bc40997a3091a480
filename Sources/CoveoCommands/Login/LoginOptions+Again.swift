import TokenCache

extension LoginOptions {
    /// The login that was typed, for making it in another store: its words after `coveo`, without `--store`. An address
    /// with something before an `@`, which may be a password, is not repeated.
    var again: String {
        let ways = way.first.map { ["--\($0.sessionWay.rawValue)"] } ?? []
        let secret = clientSecretStdin ? ["--client-secret-stdin"] : []
        let addresses = [
            ("--platform-url", platformUrl), ("--push-url", pushUrl), ("--issuer", issuer),
            ("--authorization-endpoint", authorizationEndpoint), ("--token-endpoint", tokenEndpoint),
            ("--device-authorization-endpoint", deviceAuthorizationEndpoint),
            ("--revocation-endpoint", revocationEndpoint),
        ].map { option, values in (option, values.filter { !$0.contains("@") }) }
        let others: [(String, [String])] = [
            ("--region", region), ("--environment", environment), ("--client-id", clientId),
            ("--client-auth", clientAuth.map(\.rawValue)), ("--scope", scope),
            ("--redirect-port", redirectPort.map { "\($0)" }),
            ("--login-timeout", loginTimeout.map { seconds in Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)" }),
            ("--expect-account", expectAccount),
        ]
        let options = (addresses + others).flatMap { option, values in values.map { "\(option) \(ShellWord($0))" } }
        return (["login"] + ways + options + secret).joined(separator: " ")
    }
}

import HTTP
import Ports

extension Failure {
    /// No answer came.
    init(_ failure: TransportFailure) {
        switch failure {
        case .unknownHost(let host):
            self.init(
                .unavailable, "the host \(Visible(host)) can't be found",
                hints: ["check the network, and HTTPS_PROXY and NO_PROXY where a proxy is needed"] + Hint.checkPlatform)
        case .unreachable(let host):
            self.init(
                .unavailable, "no connection to \(Visible(host)): it refused, or nothing listens there",
                hint: "check that the platform is up, the network, and HTTPS_PROXY and NO_PROXY")
        case .fewDescriptors(let host):
            self.init(
                .configuration, "no connection to \(Visible(host)): this process can't open another file for it",
                hint: "raise the limit, as with 'ulimit -n 256'; where that is high, see what it inherits open")
        case .certificate(let host, let problem):
            let (words, hints) = Self.words(for: problem)
            self.init(.unavailable, "the certificate of \(Visible(host)) was refused: \(words)", hints: hints)
        case .insecure(let host, let reason):
            self.init(
                .unavailable, "no secure connection to \(Visible(host)): \(Visible(reason))",
                hint: "check the URL of the platform, the network, HTTPS_PROXY, SSL_CERT_FILE and SSL_CERT_DIR")
        case .wrongScheme(let host, speaksTLS: true):
            self.init(
                .unavailable, "\(Visible(host)) speaks TLS, and its address begins with http://",
                hint: "write https:// in its place, or name the port that speaks plain HTTP")
        case .wrongScheme(let host, speaksTLS: false):
            self.init(
                .unavailable, "no secure connection to \(Visible(host)): it does not speak TLS",
                hints: [
                    "check its port; only a server on this machine may have an address that begins with http://",
                    "in a network with a login page, log in there first",
                ])
        case .cut(let host):
            self.init(
                .unavailable, "the connection to \(Visible(host)) was cut before the answer was complete",
                hint: "try again")
        case .timedOut(let host, let duration):
            self.init(
                .temporary, "\(Visible(host)) did not answer within \(Self.words(for: duration))",
                hint: "try again, or give it longer with --timeout SECONDS")
        case .tooLarge(let host, let limit):
            self.init(
                .protocolBroken, "the answer of \(Visible(host)) is larger than \(Self.words(forBytes: limit))",
                hint: "check the URL of the platform; --verbose shows the request")
        case .malformed(let host):
            self.init(
                .protocolBroken, "what \(Visible(host)) answered is no HTTP",
                hint: "check the URL of the platform, and HTTPS_PROXY")
        case .proxy(let host, let problem):
            if let (words, hint) = Self.words(forSetting: problem, of: host) {
                self.init(.unavailable, words, hint: hint)
            } else {
                let (words, hint) = Self.words(for: problem)
                self.init(.unavailable, "the proxy \(Visible(host)) can't be used: \(words)", hint: hint)
            }
        case .cancelled:
            self.init(.interrupted, "interrupted")
        }
    }

    /// A token was about to go where it must not.
    init(_ failure: BearerFailure) {
        switch failure {
        case .foreignOrigin(let host):
            self.init(
                .noPermission, "the token does not go to \(Visible(host)), which is not the platform of the login",
                hint: "log in there with 'coveo login --platform-url URL --profile NAME'")
        }
    }

    /// So many bytes as people say it.
    static func words(forBytes count: Int) -> String {
        for (unit, size) in [("MiB", 1 << 20), ("KiB", 1 << 10)] where count >= size && count.isMultiple(of: size) {
            return "\(count / size) \(unit)"
        }
        return count == 1 ? "1 byte" : "\(count) bytes"
    }

    /// A duration as people say it.
    static func words(for duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        if seconds >= 730 * 86_400 { return "\(Int((seconds / (365.25 * 86_400)).rounded())) years" }
        if seconds >= 172_800 { return "\(Int((seconds / 86_400).rounded())) days" }
        if seconds >= 7_200 { return "\(Int((seconds / 3_600).rounded())) hours" }
        if seconds >= 120 { return "\(Int((seconds / 60).rounded())) minutes" }
        if seconds == seconds.rounded() { return seconds == 1 ? "1 second" : "\(Int(seconds)) seconds" }
        return "\((seconds * 10).rounded() / 10) seconds"
    }
}

extension Hint {
    /// Where the name of a host may come from.
    fileprivate static let checkPlatform: [Hint] = [
        Hint("check --region, --platform-url, --issuer and the like, or COVEO_REGION and COVEO_PLATFORM_URL")
            .only(takingPlatform: true),
        Hint("check COVEO_REGION and COVEO_PLATFORM_URL, or the platform that the login was made for")
            .only(takingPlatform: false),
    ]
}

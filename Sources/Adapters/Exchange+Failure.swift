import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Ports

extension Exchange {
    /// What an error of the client, of NIO or of TLS means for the request.
    func failure(_ error: any Error, proxy: Proxy?) -> TransportFailure {
        switch error {
        case let error as TransportFailure: error
        case let error as TrustFailure: .insecure(host: host, reason: error.reason)
        case is ResponseAccumulator.ResponseTooBigError: .tooLarge(host: host, limit: request.responseLimit)
        case is CancellationError: .cancelled
        case let error as HTTPClientError: failure(error, proxy: proxy)
        case let error as NIOConnectionError: failure(error, proxy: proxy)
        case let error as NIOSSLError: failure(error)
        case let error as BoringSSLError: failure(error)
        case let error as NIOSSLExtraError:
            error == .failedToValidateHostname
                ? .certificate(host: host, .otherHost(names: []))
                : .insecure(host: host, reason: "the certificate can't be matched with the host")
        case let error as IOError:
            // Nothing was sent in any of these.
            Self.lacksDescriptor(error)
                ? .fewDescriptors(host: way(proxy))
                : Self.isUnreachable(error) ? unreachable(proxy) : .cut(host: host)
        case ChannelError.connectTimeout: .timedOut(host: way(proxy), after: timeout)
        // The end of the connection in the middle of the answer.
        case HTTPParserError.invalidEOFState: .cut(host: host)
        case is HTTPParserError: .malformed(host: host)
        default: .cut(host: host)
        }
    }

    private func failure(_ error: HTTPClientError, proxy: Proxy?) -> TransportFailure {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .tlsHandshakeTimeout,
            .httpProxyHandshakeTimeout, .getConnectionFromPoolTimeout:
            .timedOut(host: way(proxy), after: timeout)
        case .invalidURL, .emptyHost, .emptyScheme: .unknownHost(host: host)
        case .proxyAuthenticationRequired:
            .proxy(host: proxy?.authority ?? host, proxy.missingCredentials)
        case .invalidProxyResponse:
            .proxy(host: proxy?.authority ?? host, .refused(server: host, status: nil))
        default: .cut(host: host)
        }
    }

    /// Neither name nor address led to a connection.
    private func failure(_ error: NIOConnectionError, proxy: Proxy?) -> TransportFailure {
        if error.connectionErrors.isEmpty {
            guard let proxy else { return .unknownHost(host: host) }
            return .proxy(host: proxy.authority, .unknownName)
        }
        let isTimeout = error.connectionErrors.allSatisfy {
            if case ChannelError.connectTimeout = $0.error { true } else { false }
        }
        if isTimeout { return .timedOut(host: way(proxy), after: timeout) }
        let isLack = error.connectionErrors.contains { ($0.error as? IOError).map(Self.lacksDescriptor) ?? false }
        return isLack ? .fewDescriptors(host: way(proxy)) : unreachable(proxy)
    }

    /// The host, with the proxy that is asked for a way to it.
    private func way(_ proxy: Proxy?) -> String {
        proxy.map { "\(host) (by the proxy \($0.authority))" } ?? host
    }

    private func unreachable(_ proxy: Proxy?) -> TransportFailure {
        guard let proxy else { return .unreachable(host: host) }
        return .proxy(host: proxy.authority, .unreachable)
    }

    private func failure(_ error: NIOSSLError) -> TransportFailure {
        switch error {
        case .handshakeFailed(let error): handshakeFailure(Self.words(error))
        case .unableToValidateCertificate, .noCertificateToValidate:
            .insecure(host: host, reason: "the certificate can't be validated")
        case .noSuchFilesystemObject, .failedToLoadCertificate:
            .insecure(host: host, reason: "the trusted certificates can't be read")
        default: .cut(host: host)
        }
    }

    /// Outside a handshake `.unknownError` comes only from the setting up of the trust roots.
    private func failure(_ error: BoringSSLError) -> TransportFailure {
        if case .unknownError = error {
            return .insecure(host: host, reason: "the trusted certificates can't be read")
        }
        return .cut(host: host)
    }

    private func handshakeFailure(_ words: String) -> TransportFailure {
        switch words {
        case "certificate verify failed": .certificate(host: host, .untrusted(authority: nil))
        // HTTP, or anything else that is no TLS.
        case "wrong version number", "http request": .wrongScheme(host: host, speaksTLS: false)
        default: .insecure(host: host, reason: words)
        }
    }

    private static func isUnreachable(_ error: IOError) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL, EACCES, EPERM]
            .contains(error.errnoCode)
    }

    private static func lacksDescriptor(_ error: IOError) -> Bool { [EMFILE, ENFILE].contains(error.errnoCode) }

    /// The library's words for people: `error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at …`.
    private static func words(_ error: BoringSSLError) -> String {
        guard case .sslError(let stack) = error, let first = stack.first else { return "the TLS handshake failed" }
        let words = first.description.split(separator: " at /").first ?? ""
        let last = words.split(separator: ":").last ?? ""
        return last.split { $0 == "_" || $0 == " " }.joined(separator: " ").lowercased()
    }
}

extension TimeAmount {
    /// The same time; at most what fits (292 years).
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        self = .nanoseconds(overflow ? Int64.max / 4 : min(whole, Int64.max / 4) + attoseconds / 1_000_000_000)
    }
}

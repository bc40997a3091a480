package import FoundationEssentials
package import HTTPTypes

/// One HTTP request with its whole body, as rooms hand it to a transport.
///
/// `head` carries scheme (`https` or `http`), authority and path with query; nothing is added to them on the way.
package struct OutgoingRequest: Sendable {
    /// Method, scheme, authority, path with query, header fields.
    package var head: HTTPRequest
    /// The body; empty means none.
    package var body: [UInt8]
    /// The largest answer body that is taken, in bytes.
    package var responseLimit: Int
    /// Whether sending it a second time can do harm (a POST that creates): then only what was surely not processed is
    /// sent again.
    package var repeatable: Bool
    /// Whether the platform's access token goes with it. The transport that adds it checks the host first.
    package var authorized: Bool

    /// - Parameters:
    ///   - responseLimit: in bytes, 64 MiB if left out.
    package init(
        _ head: HTTPRequest, body: [UInt8] = [], responseLimit: Int = 64 << 20, repeatable: Bool = true,
        authorized: Bool = false
    ) {
        self.head = head
        self.body = body
        self.responseLimit = responseLimit
        self.repeatable = repeatable
        self.authorized = authorized
    }
}

/// An answer with its whole body. Redirects are answers like any other: no transport follows them.
package struct ReceivedResponse: Sendable {
    /// Status and header fields.
    package var head: HTTPResponse
    /// The whole body, decompressed where the transport asked for compression.
    package var body: [UInt8]
    /// Whether the same request was sent before without an answer that tells what came of it: then that try may be what
    /// this answer is about.
    package var followsUnknown = false

    package init(_ head: HTTPResponse, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }
}

/// Why no answer came. `host` is the authority of the request (`127.0.0.1:8080`).
package enum TransportFailure: Error, Equatable, Sendable {
    /// The name could not be resolved.
    case unknownHost(host: String)
    /// No connection could be made; nothing was sent.
    case unreachable(host: String)
    /// No file can be opened for a connection, so that nothing was sent.
    case fewDescriptors(host: String)
    /// The server's certificate was refused; nothing was sent.
    case certificate(host: String, CertificateProblem)
    /// TLS failed otherwise; nothing was sent. `reason` is the library's, for people.
    case insecure(host: String, reason: String)
    /// The server speaks TLS, and plain HTTP was spoken to it, or the other way round; nothing was sent that it could read.
    case wrongScheme(host: String, speaksTLS: Bool)
    /// The connection ended before the answer was complete; the request may have been processed.
    case cut(host: String)
    /// No complete answer within the limit; the request may have been processed.
    case timedOut(host: String, after: Duration)
    /// The answer's body is larger than the request's `responseLimit` (bytes).
    case tooLarge(host: String, limit: Int)
    /// The answer is no HTTP.
    case malformed(host: String)
    /// A proxy refused, or can't be used. Here `host` is the proxy's own, or the variable that should have named it;
    /// never user or password.
    case proxy(host: String, ProxyProblem)
    /// The task was cancelled.
    case cancelled
}

/// Why a proxy could not be used.
package enum ProxyProblem: Error, Equatable, Sendable {
    /// The variable holds no address.
    case noAddress
    /// The variable names another kind of proxy than one that is spoken to by plain HTTP.
    case unsupportedScheme(String)
    case noPort
    case unknownName
    case unreachable
    /// It wants to know who asks, and was not told; or it does not take what it was told.
    case credentialsMissing, credentialsRefused
    /// It did not connect to the server; `status` is its answer where it is known.
    case refused(server: String, status: Int?)
}

/// What is wrong with a server's certificate. Names in it are a stranger's text.
package enum CertificateProblem: Equatable, Sendable {
    /// No authority that is trusted has signed it. `authority` is the one that it names; nil where that is not known.
    case untrusted(authority: String?)
    /// It names itself as its authority, and is not trusted.
    case selfSigned
    /// It, or one that it rests on, ended then.
    case expired(Date)
    /// It, or one that it rests on, begins only then.
    case notYetValid(Date)
    /// It is for other hosts: these, as far as they are known.
    case otherHost(names: [String])
}

/// HTTP, one request and one answer at a time. Everything else (retries, tokens, logs) is a transport around one.
package protocol HTTPTransport: Sendable {
    /// Sends `request` and waits for the whole answer, at most for the time that the transport was made with.
    ///
    /// Throws `TransportFailure`; a transport that adds tokens also what its `AccessTokens` throws.
    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse
}

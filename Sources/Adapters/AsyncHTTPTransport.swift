import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
package import Ports
import Synchronization

/// HTTP/1.1 by async-http-client. Nothing is made before the first request, nothing is sent twice, no redirect is
/// followed, and no compression is asked for.
package final class AsyncHTTPTransport: HTTPTransport {
    private let timeout: Duration
    private let proxies: ProxyRules
    private let makeTrust: @Sendable () -> TrustRoots
    /// Found out at the first request: many a command has a transport and needs none.
    private let foundTrust = Mutex<TrustRoots?>(nil)
    private let clients = HTTPClients()
    /// Whether the quick trust roots have refused a server, and all of them are asked since.
    private let isWidened = Mutex(false)
    /// The servers that have answered by plain HTTP.
    private let plainHosts = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - timeout: for a whole exchange, from looking up the name to the last byte of the body.
    ///   - environment: `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE`, `SSL_CERT_DIR`.
    package convenience init(timeout: Duration, environment: Environment) {
        self.init(timeout: timeout, proxies: ProxyRules(environment), trust: TrustRoots(environment))
    }

    init(timeout: Duration, proxies: ProxyRules, trust: @escaping @Sendable @autoclosure () -> TrustRoots) {
        self.timeout = timeout
        self.proxies = proxies
        makeTrust = trust
    }

    private var trust: TrustRoots {
        foundTrust.withLock { found in
            let trust = found ?? makeTrust()
            found = trust
            return trust
        }
    }

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let exchange = Exchange(request: request, timeout: timeout, deadline: .now() + TimeAmount(timeout))
        let proxy: Proxy?
        do {
            proxy = try proxies.proxy(for: exchange.authority, scheme: request.head.scheme)
        } catch {
            throw TransportFailure.proxy(host: proxies.variable, error)
        }
        let trust = self.trust
        do {
            return try await send(exchange, through: proxy, trusting: trust)
        } catch .certificate(_, let refused) {
            let inquiry = CertificateInquiry(authority: exchange.authority, proxy: proxy, deadline: exchange.deadline)
            let chain = await inquiry.certificates(on: clients.eventLoop)
            throw TransportFailure.certificate(host: exchange.host, RefusedCertificate(chain).problem(after: refused))
        } catch {
            if await speaksTLS(exchange, after: error) {
                throw TransportFailure.wrongScheme(host: exchange.host, speaksTLS: true)
            }
            guard case .proxy(let host, .refused(let server, nil)) = error, let proxy else { throw error }
            let inquiry = ProxyInquiry(authority: exchange.authority, proxy: proxy, deadline: exchange.deadline)
            let status = await inquiry.status(on: clients.eventLoop)
            throw TransportFailure.proxy(
                host: host,
                status == 401 ? Proxy?.some(proxy).missingCredentials : .refused(server: server, status: status))
        }
    }

    /// Whether a server that does not answer plain HTTP speaks TLS. It is asked only where it has never answered.
    private func speaksTLS(_ exchange: Exchange, after failure: TransportFailure) async -> Bool {
        switch failure {
        case .cut, .malformed: break
        default: return false
        }
        guard exchange.request.head.scheme == "http", !plainHosts.withLock({ $0.contains(exchange.host) }) else {
            return false
        }
        let inquiry = CertificateInquiry(
            authority: exchange.authority, usualPort: 80, proxy: nil, deadline: exchange.deadline)
        return await !inquiry.certificates(on: clients.eventLoop).isEmpty
    }

    private func send(
        _ exchange: Exchange, through proxy: Proxy?, trusting trust: TrustRoots
    ) async throws(TransportFailure) -> ReceivedResponse {
        let widened = isWidened.withLock { $0 }
        do {
            return try await send(exchange, through: proxy, trusting: widened ? trust.all : trust.quick)
        } catch {
            guard case .certificate(_, .untrusted) = error, !widened, trust.hasMore else { throw error }
            // Nothing was sent yet. What the quick roots don't know, the slow ones may.
            let response = try await send(exchange, through: proxy, trusting: trust.all)
            isWidened.withLock { $0 = true }
            return response
        }
    }

    private func send(
        _ exchange: Exchange, through proxy: Proxy?, trusting roots: TrustRoots.Choice
    ) async throws(TransportFailure) -> ReceivedResponse {
        guard !Task.isCancelled else { throw .cancelled }
        let task: HTTPClient.Task<HTTPClient.Response>
        do {
            let request = try exchange.clientRequest()
            let client = try clients.client(HTTPClients.Route(proxy: proxy, roots: roots, timeout: exchange.timeout))
            task = client.execute(
                request: request,
                delegate: ResponseAccumulator(
                    request: request, maxBodySize: min(max(exchange.request.responseLimit, 0), Int(UInt32.max))),
                deadline: exchange.deadline)
        } catch {
            throw exchange.failure(error, proxy: proxy)
        }
        do {
            let response = try await withTaskCancellationHandler {
                try await task.futureResult.get()
            } onCancel: {
                task.cancel()
            }
            if exchange.request.head.scheme == "http" { plainHosts.withLock { _ = $0.insert(exchange.host) } }
            return ReceivedResponse(response)
        } catch {
            throw exchange.failure(error, proxy: proxy)
        }
    }
}

extension ReceivedResponse {
    /// The client's answer in our types; a field whose name is no token is left out.
    fileprivate init(_ response: HTTPClient.Response) {
        var fields = HTTPFields()
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        let status = HTTPResponse.Status(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase)
        self.init(
            HTTPResponse(status: status, headerFields: fields),
            body: response.body.map { Array(buffer: $0) } ?? [])
    }
}

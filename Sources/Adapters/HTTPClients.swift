import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The clients of one transport, one a route, on one event loop thread; made when they are first needed.
final class HTTPClients: Sendable {
    /// What a client is made for: its proxy and its trust are the client's, not the request's.
    struct Route: Hashable {
        let proxy: Proxy?
        let roots: TrustRoots.Choice
        /// For making a connection.
        let timeout: Duration
    }

    private struct State {
        var group: MultiThreadedEventLoopGroup?
        var clients: [Route: HTTPClient] = [:]

        mutating func madeGroup() -> MultiThreadedEventLoopGroup {
            let made = group ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)
            group = made
            return made
        }
    }

    private let state = Mutex(State())

    /// The process's end does not wait for any of this; a transport that is dropped earlier leaves nothing behind.
    deinit {
        let (group, clients) = state.withLock { ($0.group, $0.clients.values.map(\.self)) }
        guard let group else { return }
        let stopped = clients.map { $0.shutdown() as EventLoopFuture<Void> }
        EventLoopFuture.andAllComplete(stopped, on: group.next()).whenComplete { _ in
            group.shutdownGracefully { _ in }
        }
    }

    /// The client for `route`. Throws `TrustFailure`.
    func client(_ route: Route) throws(TrustFailure) -> HTTPClient {
        let configuration = try configuration(route)
        return state.withLock { state in
            if let client = state.clients[route] { return client }
            let client = HTTPClient(eventLoopGroup: state.madeGroup(), configuration: configuration)
            state.clients[route] = client
            return client
        }
    }

    /// The thread that all of them are on.
    var eventLoop: any EventLoop { state.withLock { $0.madeGroup().next() } }

    /// As many as a command works on at a time (`--concurrency`), and no more than there are descriptors for: one more
    /// waits for another's end.
    private static func connections() -> Int {
        // One that is being made may try two addresses at a time. Names are looked up, stores are asked and files are
        // written meanwhile.
        let (most, each, others) = (64, 2, 10)
        let free = ProcessSupplies.freeDescriptors(atMost: most * each + others)
        return max(1, (free - others) / each)
    }

    private func configuration(_ route: Route) throws(TrustFailure) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        (tls.trustRoots, tls.additionalTrustRoots) = try route.roots.forTLS()
        var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: .seconds(4))
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connections()
        // One attempt: when to try again is for the retry policy to say.
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(route.timeout)), connectionPool: pool,
            proxy: route.proxy?.forClient)
        configuration.httpVersion = .http1Only
        return configuration
    }
}

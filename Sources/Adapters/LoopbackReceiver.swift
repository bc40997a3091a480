import Glibc
import NIOCore
import NIOPosix
package import Ports
import Synchronization

/// The loopback side of a login, over NIO. Bound to 127.0.0.1 and nothing else.
package struct LoopbackReceiver: RedirectReceiver {
    /// The ports of one machine's sockets, by who holds them.
    private let holders = PortHolders()

    package init() {}

    package func listen(
        on ports: [UInt16], answer: @escaping @Sendable (RedirectRequest) -> RedirectAnswer
    ) async throws(RedirectFailure) -> any RedirectListener {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let connections = LoopbackConnections()
        // SO_REUSEADDR, so that the closed connections of an earlier login (TIME_WAIT) don't hold the port. On Linux
        // it does not let two sockets listen on one port.
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 512)
            // Each turn lets some in and takes a little of each, so that no crowd keeps a browser waiting outside, or has
            // it thrown out before its request was looked at.
            .serverChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 2_048))
            .childChannelInitializer { channel in
                connections.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LoopbackConnection(answer: answer))
                }
            }
        var refusal: RedirectFailure?
        for port in ports {
            do {
                let server = try await bootstrap.bind(host: "127.0.0.1", port: Int(port)).get()
                return LoopbackListener(server: server, group: group, connections: connections)
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                continue
            } catch {
                refusal = refusal ?? .refused(port: port, code: (error as? IOError)?.errnoCode ?? EIO)
            }
        }
        await group.stop()
        throw refusal ?? .portsTaken(ports: ports, holders: holders.of(ports))
    }
}

/// The bound port.
private struct LoopbackListener: RedirectListener {
    let server: any Channel
    let group: MultiThreadedEventLoopGroup
    let connections: LoopbackConnections

    var port: UInt16 { UInt16(server.localAddress?.port ?? 0) }

    func close() async {
        // A server that is closed already needs no closing.
        try? await server.close().get()
        await connections.finish(on: group.next(), within: .seconds(1))
        await group.stop()
    }
}

/// The open connections of a listener. Beyond `limit` the oldest goes for each new one: whoever opens many and sends
/// nothing holds neither our descriptors nor the door, since a browser sends its request as soon as it is let in.
private final class LoopbackConnections: Sendable {
    private static let limit = 64

    /// The oldest first.
    private let channels = Mutex<[any Channel]>([])

    func add(_ channel: any Channel) {
        let oldest: (any Channel)? = channels.withLock { channels in
            channels.append(channel)
            return channels.count > Self.limit ? channels.removeFirst() : nil
        }
        oldest?.close(promise: nil)
        channel.closeFuture.whenComplete { [self] _ in
            channels.withLock { channels in channels.removeAll { $0 === channel } }
        }
    }

    /// Closes what waits for a request, and lets what was answered end by itself.
    func finish(on eventLoop: any EventLoop, within limit: TimeAmount) async {
        let open = channels.withLock { $0 }
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(LoopbackConnection.Closing())
        }
        let ended = eventLoop.makePromise(of: Void.self)
        let timer = eventLoop.scheduleTask(in: limit) { ended.succeed() }
        EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: eventLoop).whenComplete { _ in
            timer.cancel()
            ended.succeed()
        }
        // Neither the timer nor the end of a connection fails.
        try? await ended.futureResult.get()
    }
}

extension MultiThreadedEventLoopGroup {
    /// Closes what is open, and ends the threads.
    fileprivate func stop() async {
        // A thread that does not end holds nothing of ours.
        try? await shutdownGracefully()
    }
}

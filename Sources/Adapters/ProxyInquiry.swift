import NIOCore
import NIOPosix
import Ports

/// Asks a proxy that did not connect to a server once more, to be able to say how it refuses: the library keeps its status
/// to itself. Nothing is sent to the server.
struct ProxyInquiry {
    /// An inquiry is worth no longer wait than this.
    private static let patience = TimeAmount.seconds(5)

    let authority: Authority
    let proxy: Proxy
    let deadline: NIODeadline

    /// The status of its answer; nil where none comes.
    func status(on eventLoop: any EventLoop) async -> Int? {
        let found = eventLoop.makePromise(of: Int?.self)
        let timer = eventLoop.scheduleTask(deadline: min(deadline, .now() + Self.patience)) { found.succeed(nil) }
        let connection = ClientBootstrap(group: eventLoop).connectTimeout(Self.patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tunnel = ProxyTunnel(to: authority, through: proxy, then: nil) { found.succeed($0) }
                    try channel.pipeline.syncOperations.addHandlers(tunnel, ConnectionEnd { found.succeed(nil) })
                }
            }
            .connect(host: proxy.host, port: proxy.port)
        connection.whenFailure { _ in found.succeed(nil) }
        // Never fails: what goes wrong is no answer.
        let status = (try? await found.futureResult.get()) ?? nil
        timer.cancel()
        connection.whenSuccess { $0.close(promise: nil) }
        return status
    }
}

import AsyncHTTPClient
import NIOCore
import NIOSSL
import Ports

/// Has a proxy make the way to a server (CONNECT, RFC 9110 section 9.3.6), tells its answer, and leaves the connection to
/// TLS where it is a yes. Ends the connection otherwise.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// No proxy says more than this before it lets through.
    private static let limit = 16 << 10

    private let request: String
    private let tls: NIOSSLClientHandler?
    private let answered: (Int) -> Void
    private var answer: [UInt8] = []

    init(to server: Authority, through proxy: Proxy, then tls: NIOSSLClientHandler?, answered: @escaping (Int) -> Void)
    {
        let target = "\(server.host.contains(":") ? "[\(server.host)]" : server.host):\(server.port ?? 443)"
        var head = "CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n"
        if let authorization = proxy.authorization {
            head += "Proxy-Authorization: \(authorization.headerValue)\r\n"
        }
        request = head + "\r\n"
        self.tls = tls
        self.answered = answered
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer += unwrapInboundIn(data).readableBytesView
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            if answer.count > Self.limit { context.close(promise: nil) }
            return
        }
        let status = Self.status(answer)
        if let status { answered(status) }
        guard let tls, let status, 200..<300 ~= status, end.upperBound == answer.endIndex else {
            context.close(promise: nil)
            return
        }
        do {
            try context.pipeline.syncOperations.addHandler(tls, position: .after(self))
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            context.fireErrorCaught(error)
        }
    }

    /// The status of `HTTP/1.1 200 …`.
    private static func status(_ head: [UInt8]) -> Int? {
        guard head.starts(with: "HTTP/1.".utf8), head.count > 12, head[8] == 0x20 else { return nil }
        return Int(String(decoding: head[9..<12], as: UTF8.self))
    }
}

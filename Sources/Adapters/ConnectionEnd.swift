import NIOCore

/// Says that a connection is over, and ends it after an error.
final class ConnectionEnd: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let isOver: () -> Void

    init(isOver: @escaping () -> Void) {
        self.isOver = isOver
    }

    func channelInactive(context: ChannelHandlerContext) { isOver() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isOver()
        context.close(promise: nil)
    }
}

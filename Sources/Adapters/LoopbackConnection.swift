import NIOCore
import Ports

/// One connection to the loopback port: one request, one answer. Whatever it sends, it ends only itself.
final class LoopbackConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The listener closes.
    struct Closing: Sendable {}

    /// How long a client may take for its request, in all.
    private static let patience = TimeAmount.seconds(5)
    /// How long an answered client may take to close its side. Closing before would make the kernel reset the
    /// connection where something unread is left, and the answer could be lost.
    private static let lingering = TimeAmount.seconds(1)

    private let answer: @Sendable (RedirectRequest) -> RedirectAnswer
    private var reader = RequestHeadReader()
    private var isAnswered = false
    private var timer: Scheduled<Void>?

    init(answer: @escaping @Sendable (RedirectRequest) -> RedirectAnswer) {
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        closeLater(context, after: Self.patience)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isAnswered else { return }
        switch reader.take(unwrapInboundIn(data).readableBytesView) {
        case .incomplete: break
        case .request(let request): write(answer(request), method: request.method, context)
        case .refused(let status):
            write(RedirectAnswer(status: status, fields: [], body: ""), method: "", context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is Closing {
            if !isAnswered { context.close(promise: nil) }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func write(_ answer: RedirectAnswer, method: String, _ context: ChannelHandlerContext) {
        isAnswered = true
        closeLater(context, after: Self.lingering)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text(of: answer, method: method)))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
    }

    private func closeLater(_ context: ChannelHandlerContext, after time: TimeAmount) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func text(of answer: RedirectAnswer, method: String) -> String {
        var text = "HTTP/1.1 \(answer.status) \(Self.phrase(answer.status))\r\n"
        for field in answer.fields {
            text += "\(field.name): \(field.value)\r\n"
        }
        text += "Content-Length: \(answer.body.utf8.count)\r\nConnection: close\r\n\r\n"
        return method == "HEAD" ? text : text + answer.body
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 414: "URI Too Long"
        case 431: "Request Header Fields Too Large"
        case 505: "HTTP Version Not Supported"
        default: "Answer"
        }
    }
}

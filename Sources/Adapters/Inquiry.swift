import NIOCore
import NIOPosix

/// One more connection after a failure, to be able to say what the library keeps to itself. It can't fail: what goes
/// wrong is no answer.
enum Inquiry {
    /// An inquiry is worth no longer wait than this.
    private static let patience = TimeAmount.seconds(5)

    /// - Parameters:
    ///   - nothing: the answer where none comes in time.
    ///   - setUp: adds the handlers that find the answer.
    static func answer<Answer: Sendable>(
        of host: String, port: Int, else nothing: Answer, until deadline: NIODeadline, on eventLoop: any EventLoop,
        setUp: @escaping @Sendable (ChannelPipeline.SynchronousOperations, EventLoopPromise<Answer>) throws -> Void
    ) async -> Answer {
        let found = eventLoop.makePromise(of: Answer.self)
        let timer = eventLoop.scheduleTask(deadline: min(deadline, .now() + patience)) { found.succeed(nothing) }
        let connection = ClientBootstrap(group: eventLoop).connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try setUp(pipeline, found)
                    try pipeline.addHandler(ConnectionEnd { found.succeed(nothing) })
                }
            }
            .connect(host: host, port: port)
        connection.whenFailure { _ in found.succeed(nothing) }
        // The promise never fails.
        let answer = (try? await found.futureResult.get()) ?? nothing
        timer.cancel()
        connection.whenSuccess { $0.close(promise: nil) }
        return answer
    }
}

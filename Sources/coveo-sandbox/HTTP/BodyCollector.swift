import HTTPTypes
import HummingbirdCore
import NIOCore

/// Takes an answer's body instead of the connection.
struct BodyCollector: ResponseBodyWriter {
    /// What was written.
    private final class Content {
        var buffer = ByteBuffer()
    }

    private let content = Content()

    /// All of a body.
    static func collect(_ body: ResponseBody) async throws -> ByteBuffer {
        let collector = BodyCollector()
        try await body.write(collector)
        return collector.content.buffer
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        content.buffer.writeImmutableBuffer(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

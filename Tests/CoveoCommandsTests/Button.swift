import Ports

/// A signal that comes when a test says so.
final class Button: Interrupts {
    private let pressed = AsyncStream.makeStream(of: Void.self)

    func press() { pressed.continuation.yield() }

    func whileWatching<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await operation() }
        let watch = Task {
            for await _ in pressed.stream {
                task.cancel()
                return true
            }
            return false
        }
        let result = await task.result
        watch.cancel()
        if await watch.value { throw Interrupted(.interrupt) }
        return try result.get()
    }
}

import Dispatch
import Synchronization

/// Runs what is asynchronous in form and waits for nothing, on this thread where it lets itself.
enum Inline {
    private final class Box<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
        let isDone = DispatchSemaphore(value: 0)
    }

    static func result<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) -> Result<Value, any Error> {
        let box = Box<Value>()
        // Waited for below.
        Task.immediate {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            box.result.withLock { $0 = result }
            box.isDone.signal()
        }
        box.isDone.wait()
        return box.result.withLock { $0 } ?? .failure(CancellationError())
    }
}

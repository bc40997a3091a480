import Synchronization

/// Work that several callers wait for. It is cancelled with the last of them: one who loses patience must not take it
/// from the others.
final class SharedTask<Value: Sendable>: Sendable {
    private let task: Task<Value, any Error>
    private let waiting = Mutex(0)

    init(_ work: @escaping @Sendable () async throws -> Value) {
        // Belongs to no caller; `value` cancels it.
        task = Task { try await work() }
    }

    /// What came of it. Throws what the work throws, each time the same.
    var value: Value {
        get async throws {
            waiting.withLock { $0 += 1 }
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                let isLast = waiting.withLock { waiting in
                    waiting -= 1
                    return waiting == 0
                }
                if isLast { task.cancel() }
            }
        }
    }
}

internal import CLibSecret
internal import Ports

/// A call on the bus under way. Whoever began it waits for it, on the same thread.
final class PendingCall {
    private let library: LibSecret
    private let context: OpaquePointer?
    private let answer: Answer

    /// What the library calls back with.
    private final class Answer {
        let library: LibSecret
        var result: OpaquePointer?

        init(_ library: LibSecret) {
            self.library = library
        }

        func take(_ result: OpaquePointer?) {
            _ = library.c.g_object_ref(UnsafeMutableRawPointer(result))
            self.result = result
        }
    }

    /// - Parameter start: begins the call with a callback and the callback's data.
    init(_ library: LibSecret, _ start: (GAsyncReadyCallback, gpointer) -> Void) {
        self.library = library
        answer = Answer(library)
        context = library.c.g_main_context_new()
        library.c.g_main_context_push_thread_default(context)
        start(
            { _, result, box in
                guard let box else { return }
                Unmanaged<Answer>.fromOpaque(box).takeRetainedValue().take(result)
            }, Unmanaged.passRetained(answer).toOpaque())
        library.c.g_main_context_pop_thread_default(context)
    }

    deinit {
        library.c.g_main_context_unref(context)
    }

    /// Waits for the answer.
    ///
    /// - Parameter cancellable: ends the wait; the call itself ends by the one that it was begun with.
    /// - Returns: whether it is there before `limit` is over.
    func isAnswered(within limit: Duration, _ cancellable: UnsafeMutablePointer<GCancellable>?) -> Bool {
        let start = ContinuousClock.now
        let alarm = library.c.g_timeout_source_new(guint(limit / .milliseconds(1)))
        // Without a callback of its own it would be removed with a warning. It only ends an iteration.
        library.c.g_source_set_callback(alarm, { _ in 0 }, nil, nil)
        _ = library.c.g_source_attach(alarm, context)
        defer {
            library.c.g_source_destroy(alarm)
            library.c.g_source_unref(alarm)
        }
        return iterate(cancellable) { ContinuousClock.now - start >= limit }
    }

    /// Runs the context's callbacks until there is an answer, the wait is cancelled, or `isOver`.
    ///
    /// - Returns: whether there is an answer.
    private func iterate(_ cancellable: UnsafeMutablePointer<GCancellable>?, _ isOver: () -> Bool) -> Bool {
        let handler = clibsecret_wake(cancellable, context)
        defer { library.c.g_cancellable_disconnect(cancellable, handler) }
        while answer.result == nil {
            if library.c.g_cancellable_is_cancelled(cancellable) != 0 || isOver() { return false }
            _ = library.c.g_main_context_iteration(context, 1)
        }
        return true
    }

    /// The answer, once it is there, of a call on `connection`. May be asked for once.
    ///
    /// - Parameter cancellable: ends the wait; the call itself ends by the one that it was begun with.
    func wait(
        _ connection: OpaquePointer, _ cancellable: UnsafeMutablePointer<GCancellable>?
    ) throws(BusError) -> Variant {
        guard iterate(cancellable, { false }) else { throw BusError(.cancelled) }
        var error: UnsafeMutablePointer<GError>?
        let value = library.c.g_dbus_connection_call_finish(connection, answer.result, &error)
        library.c.g_object_unref(UnsafeMutableRawPointer(answer.result))
        guard let value else { throw BusError(owned: error, library) }
        return Variant(owned: value, library)
    }
}

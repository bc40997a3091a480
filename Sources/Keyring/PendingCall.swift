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

    /// The answer, once it is there, of a call on `connection`.
    ///
    /// - Parameter cancellable: ends the wait; the call itself ends by the one that it was begun with.
    func wait(
        _ connection: OpaquePointer, _ cancellable: UnsafeMutablePointer<GCancellable>?
    ) throws(BusError) -> Variant {
        let handler = clibsecret_wake(cancellable, context)
        defer { library.c.g_cancellable_disconnect(cancellable, handler) }
        while answer.result == nil {
            if library.c.g_cancellable_is_cancelled(cancellable) != 0 { throw BusError(.cancelled) }
            _ = library.c.g_main_context_iteration(context, 1)
        }
        var error: UnsafeMutablePointer<GError>?
        let value = library.c.g_dbus_connection_call_finish(connection, answer.result, &error)
        library.c.g_object_unref(UnsafeMutableRawPointer(answer.result))
        guard let value else { throw BusError(owned: error, library) }
        return Variant(owned: value, library)
    }
}

internal import CLibSecret

/// A call on the bus under way. Whoever began it waits for it, on the same thread.
final class PendingCall {
    private let library: LibSecret
    private let context: OpaquePointer?
    private let answer = Answer()

    /// What the call ends with: the objects that the library hands over, held until they are read.
    private final class Answer {
        var connection: UnsafeMutablePointer<GObject>?
        var result: OpaquePointer?
    }

    /// - Parameter start: begins the call with the callback and its data.
    init(_ library: LibSecret, _ start: (GAsyncReadyCallback, gpointer) -> Void) {
        self.library = library
        context = library.c.g_main_context_new()
        library.c.g_main_context_push_thread_default(context)
        start(
            { connection, result, box in
                guard let box else { return }
                let answer = Unmanaged<Answer>.fromOpaque(box).takeRetainedValue()
                answer.connection = connection
                answer.result = result
                clibsecret_keep(connection, result)
            }, Unmanaged.passRetained(answer).toOpaque())
        library.c.g_main_context_pop_thread_default(context)
    }

    deinit {
        library.c.g_main_context_unref(context)
    }

    /// The answer, once it is there.
    func wait() throws(BusError) -> Variant {
        while answer.result == nil { _ = library.c.g_main_context_iteration(context, 1) }
        var error: UnsafeMutablePointer<GError>?
        let value = library.c.g_dbus_connection_call_finish(
            answer.connection.map { OpaquePointer($0) }, answer.result, &error)
        if let result = answer.result { library.c.g_object_unref(UnsafeMutableRawPointer(result)) }
        guard let value else { throw BusError(owned: error, library) }
        return Variant(owned: value, library)
    }
}

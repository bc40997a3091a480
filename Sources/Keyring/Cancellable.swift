internal import CLibSecret

/// What makes a blocking call of the library come back early. GLib lets any thread cancel it.
final class Cancellable: @unchecked Sendable {
    /// For the library's calls.
    let pointer: UnsafeMutablePointer<GCancellable>?
    private let library: LibSecret

    init(_ library: LibSecret) {
        self.library = library
        pointer = library.c.g_cancellable_new()
    }

    deinit {
        if let pointer { library.c.g_object_unref(pointer) }
    }

    /// Ends the call under way, and every later one.
    func cancel() {
        library.c.g_cancellable_cancel(pointer)
    }
}

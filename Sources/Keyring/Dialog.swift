internal import CLibSecret

/// A dialog of the service's, from before it is shown until it is closed. (libsecret's own prompt does not tell whether
/// the person dismissed it.)
final class Dialog {
    /// How it ended.
    enum Outcome {
        case completed(Variant)
        case dismissed
        /// It ended, and how can't be read.
        case garbled
        /// The service went away meanwhile.
        case vanished
        /// Waiting was given up; the dialog is still there.
        case cancelled
    }

    /// What the signals found out.
    private final class State {
        let library: LibSecret
        var outcome: Outcome?

        init(_ library: LibSecret) {
            self.library = library
        }

        /// `Completed(b dismissed, v result)` of the prompt, or `NameOwnerChanged(s name, s old, s new)` of the bus.
        func take(_ signal: String, _ parameters: OpaquePointer) {
            guard let parameters = library.c.g_variant_ref(parameters) else { return }
            let values = Variant(owned: parameters, library)
            if signal == "Completed" {
                switch (values[0]?.bool, values[1]?.boxed) {
                case (true?, _): outcome = .dismissed
                case (false?, let value?): outcome = .completed(value)
                default: outcome = .garbled
                }
            } else if signal == "NameOwnerChanged", values[2]?.text == "", outcome == nil {
                outcome = .vanished
            }
        }
    }

    private let library: LibSecret
    private let connection: OpaquePointer
    private let context: OpaquePointer?
    private let state: State
    private var subscriptions: [guint] = []

    /// Listens for the end of the dialog at `path`, which is to be shown after this.
    init(_ library: LibSecret, _ connection: OpaquePointer, _ path: String) {
        self.library = library
        self.connection = connection
        state = State(library)
        context = library.c.g_main_context_new()
        library.c.g_main_context_push_thread_default(context)
        subscribe(SecretBus.serviceName, BusMethod.promptInterface, "Completed", path: path, argument: nil)
        subscribe(
            SecretBus.busName, SecretBus.busName, "NameOwnerChanged", path: SecretBus.busPath,
            argument: SecretBus.serviceName)
        library.c.g_main_context_pop_thread_default(context)
    }

    deinit {
        for subscription in subscriptions {
            library.c.g_dbus_connection_signal_unsubscribe(connection, subscription)
        }
        // Frees what was handed to the subscriptions, which is done in their context.
        while library.c.g_main_context_iteration(context, 0) != 0 {}
        library.c.g_main_context_unref(context)
    }

    private func subscribe(_ sender: String, _ interface: String, _ signal: String, path: String, argument: String?) {
        let subscription = library.c.g_dbus_connection_signal_subscribe(
            connection, sender, interface, signal, path, argument, G_DBUS_SIGNAL_FLAGS_NONE,
            { _, _, _, _, signal, parameters, box in
                guard let signal, let parameters, let box else { return }
                Unmanaged<State>.fromOpaque(box).takeUnretainedValue().take(String(cString: signal), parameters)
            }, Unmanaged.passRetained(state).toOpaque(),
            { box in
                if let box { Unmanaged<State>.fromOpaque(box).release() }
            })
        subscriptions.append(subscription)
    }

    /// Waits for the end, or until `cancellable` is cancelled.
    func wait(_ cancellable: UnsafeMutablePointer<GCancellable>?) -> Outcome {
        let handler = clibsecret_wake(cancellable, context)
        defer { library.c.g_cancellable_disconnect(cancellable, handler) }
        while true {
            if let outcome = state.outcome { return outcome }
            if library.c.g_cancellable_is_cancelled(cancellable) != 0 { return .cancelled }
            _ = library.c.g_main_context_iteration(context, 1)
        }
    }
}

internal import Glibc

/// What the process does on SIGPIPE. GLib's first socket makes the whole process ignore it, and `coveo list | head`
/// would then complain instead of ending in silence.
struct BrokenPipeSignal {
    private var action = sigaction()

    /// Remembers it.
    init() {
        sigaction(SIGPIPE, nil, &action)
    }

    /// Puts it back.
    func restore() {
        var action = action
        sigaction(SIGPIPE, &action, nil)
    }
}

import Glibc

/// What a signal does to a process that does not watch it.
enum SignalDefault {
    /// Ends the process by `number`, whatever it did on it until now.
    static func end(by number: Int32) {
        signal(number, SIG_DFL)
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
    }
}

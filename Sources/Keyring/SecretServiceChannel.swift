package import Ports

/// The way to the Secret Service: a thread, a connection to the bus, and the time that the service has in all.
///
/// It can be opened while the process is still busy with its command line: what a read needs before it can ask for an
/// item takes some 6 ms, half of it arithmetic of the service's.
package final class SecretServiceChannel: Sendable {
    let budget: TimeBudget
    let thread = ServiceThread()
    let connection: Connection

    /// - Parameters:
    ///   - timeout: for the service's answers, all together, as long as the channel lives; dialogs don't count.
    ///   - environment: tells where the session bus is.
    ///   - dialogLimit: for a person, at each dialog.
    ///   - leavesExchangeToLibrary: whether libsecret agrees on the session's key in any case.
    package init(
        timeout: Duration, environment: Environment, dialogLimit: Duration = .seconds(120),
        leavesExchangeToLibrary: Bool = false
    ) {
        budget = TimeBudget(limit: timeout, dialogLimit: dialogLimit)
        connection = Connection(environment, leavesExchangeToLibrary: leavesExchangeToLibrary)
    }

    /// The time-out that it was made with.
    package var timeout: Duration { budget.limit }

    /// Asks for the session of `profile`, or else begins to connect and to agree on a key; loads the library meanwhile.
    /// Nothing is waited for, and what fails is for the first operation to find again.
    ///
    /// - Parameter profile: whose session is read first; nil where that is not known.
    package func open(reading profile: String? = nil) {
        let isReading = profile.map(connection.beginReading) ?? false
        // Loaded by this thread, while there is no other: the loader changes the memory map hundreds of times, which
        // takes twice as long beside a thread at work, and slows that down too.
        guard (try? LibSecret()) != nil, !isReading else { return }
        let watch = Watch(budget: budget) { [thread] _, isStuck in
            if isStuck { thread.abandon() }
        }
        thread.submit(ServiceThread.Job(run: { [connection] in connection.open(watch) }, refuse: {}))
    }
}

package import Ports

/// The way to the Secret Service: a thread, a connection to the bus, and the time that the service has in all.
///
/// It can be opened while the process is still busy with its command line: what a read needs before it can ask for an
/// item takes some 8 ms, most of it arithmetic of the key exchange.
package final class SecretServiceChannel: Sendable {
    let budget: TimeBudget
    let thread = ServiceThread()
    let connection: Connection

    /// - Parameters:
    ///   - timeout: for the service's answers, all together, as long as the channel lives; dialogs don't count.
    ///   - environment: tells where the session bus is.
    package init(timeout: Duration, environment: Environment) {
        budget = TimeBudget(limit: timeout)
        connection = Connection(environment)
    }

    /// The time-out that it was made with.
    package var timeout: Duration { budget.limit }

    /// Begins to connect and to agree on a key, and returns at once. Nothing is asked about any item; what fails is for
    /// the first operation to find again.
    package func open() {
        let watch = Watch(budget: budget) { [thread] _, isStuck in
            if isStuck { thread.abandon() }
        }
        thread.submit(ServiceThread.Job(run: { [connection] in connection.open(watch) }, refuse: {}))
    }
}

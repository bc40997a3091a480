import Dispatch
import Foundation

/// Ends the process with 0 on SIGTERM and SIGINT, at once: what was created is on disk before it is answered.
/// SIGPIPE is ignored: a client that leaves ends its connection only.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    init() {
        signal(SIGPIPE, SIG_IGN)
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { exit(0) }
            source.resume()
            return source
        }
    }
}

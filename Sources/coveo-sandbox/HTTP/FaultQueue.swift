import HTTPTypes

/// The bad days that are still to come.
actor FaultQueue {
    /// A fault with dice of its own.
    private struct Waiting {
        var fault: Fault
        var dice: SeededDice

        /// Whether this request, which it concerns, is hit.
        mutating func throwDice() -> Bool {
            fault.probability == 1 || Double.random(in: 0..<1, using: &dice) < fault.probability
        }
    }

    private var waiting: [Waiting] = []
    private let seed: UInt64
    /// How many there were with the same words.
    private var twins: [String: UInt64] = [:]

    /// - Parameter seed: of the dice that faults with a probability throw. Each fault throws its own, once for each request
    ///   that it concerns: the same requests in the same order meet the same ones, whatever other faults there are.
    init(seed: UInt64) {
        self.seed = seed
    }

    /// Adds bad days, after those that wait.
    func add(_ more: [Fault]) {
        for fault in more {
            let twin = twins[fault.text, default: 0]
            twins[fault.text] = twin + 1
            waiting.append(Waiting(fault: fault, dice: SeededDice(seed: seed, words: fault.text, twin: twin)))
        }
    }

    /// Ends all bad days. The dice of those that come begin anew.
    func clear() {
        waiting = []
        twins = [:]
    }

    /// What happens to this request: how long it waits (in seconds), and the first fault that hits it.
    func take(path: String, method: HTTPRequest.Method) -> (delay: Double, kind: Fault.Kind?) {
        var delay = 0.0
        var kind: Fault.Kind?
        defer { waiting.removeAll { $0.fault.remaining == 0 } }
        for index in waiting.indices where waiting[index].fault.concerns(path: path, method: method) {
            // Those after the first one throw, too: what they meet must not depend on it.
            guard waiting[index].throwDice(), kind == nil else { continue }
            let fault = waiting[index].fault
            if let remaining = fault.remaining { waiting[index].fault.remaining = remaining - 1 }
            if case .slow(let seconds) = fault.kind { delay += seconds } else { kind = fault.kind }
        }
        return (delay, kind)
    }
}

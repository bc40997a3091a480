import HTTPTypes

/// The bad days that are still to come.
actor FaultQueue {
    private var faults: [Fault]
    private let seed: UInt64
    private var dice: SeededDice

    /// - Parameter seed: of the dice that faults with a probability throw: the same requests in the same order meet the
    ///   same ones.
    init(_ faults: [Fault], seed: UInt64) {
        self.faults = faults
        self.seed = seed
        dice = SeededDice(seed: seed)
    }

    /// Adds bad days, after those that wait.
    func add(_ more: [Fault]) { faults += more }

    /// Ends all bad days. The dice begin anew.
    func clear() {
        faults = []
        dice = SeededDice(seed: seed)
    }

    /// What happens to this request: how long it waits (in seconds), and the first fault that hits it.
    func take(path: String, method: HTTPRequest.Method) -> (delay: Double, kind: Fault.Kind?) {
        var delay = 0.0
        defer { faults.removeAll { $0.remaining == 0 } }
        for index in faults.indices where faults[index].concerns(path: path, method: method) {
            let fault = faults[index]
            if fault.probability < 1, Double.random(in: 0..<1, using: &dice) >= fault.probability { continue }
            if let remaining = fault.remaining { faults[index].remaining = remaining - 1 }
            guard case .slow(let seconds) = fault.kind else { return (delay, fault.kind) }
            delay += seconds
        }
        return (delay, nil)
    }
}

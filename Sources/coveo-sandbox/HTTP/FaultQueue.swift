import HTTPTypes

/// The bad days that are still to come.
actor FaultQueue {
    private var faults: [Fault]

    init(_ faults: [Fault]) { self.faults = faults }

    /// Adds bad days, after those that wait.
    func add(_ more: [Fault]) { faults += more }

    /// Ends all bad days.
    func clear() { faults = [] }

    /// What happens to this request: how long it waits (in seconds), and the first fault that hits it.
    func take(path: String, method: HTTPRequest.Method) -> (delay: Double, kind: Fault.Kind?) {
        var delay = 0.0
        defer { faults.removeAll { $0.remaining == 0 } }
        for index in faults.indices where path.hasPrefix(faults[index].prefix) {
            let kind = faults[index].kind
            if kind == .resetAfterCreate, method != .post { continue }
            if let remaining = faults[index].remaining { faults[index].remaining = remaining - 1 }
            guard case .slow(let seconds) = kind else { return (delay, kind) }
            delay += seconds
        }
        return (delay, nil)
    }
}

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
        for (index, fault) in faults.enumerated() where path.hasPrefix(fault.prefix) {
            if case .slow(let seconds) = fault.kind {
                delay += seconds
                continue
            }
            if fault.kind == .resetAfterCreate, method != .post { continue }
            if let remaining = fault.remaining {
                faults[index].remaining = remaining - 1
                if remaining == 1 { faults.remove(at: index) }
            }
            return (delay, fault.kind)
        }
        return (delay, nil)
    }
}

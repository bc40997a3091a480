import Glibc
package import Ports

/// What this process may still take of its limits. What stands between us and the network, the event loops of NIO, Dispatch
/// and GLib, crashes or waits for ever where a descriptor or a thread's stack can't be had; so that is asked before.
package enum ProcessSupplies {
    /// Descriptors that a command takes at most before it connects to anybody, and a few connections.
    private static let descriptors = 24
    /// With 65 MiB a list of sources crashed, with 80 it was printed.
    private static let addressSpace = 128 << 20

    /// Looks whether there is enough to begin.
    package static func check() throws(MachineFailure) {
        var limit = rlimit()
        // Without a limit it is as large as it can be.
        if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < UInt(addressSpace) {
            throw .littleMemory(limit: Int(limit.rlim_cur), needed: addressSpace)
        }
        // At the limit of this process, or of the machine.
        if freeDescriptors(atMost: descriptors) < descriptors { throw .fewDescriptors(needed: descriptors) }
    }

    /// How many files can be opened beside those that are; `limit` where it is that many or more.
    static func freeDescriptors(atMost limit: Int) -> Int {
        var taken: [Int32] = []
        taken.reserveCapacity(limit)
        defer { for descriptor in taken { close(descriptor) } }
        while taken.count < limit {
            let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
            guard descriptor >= 0 else { break }
            taken.append(descriptor)
        }
        return taken.count
    }
}

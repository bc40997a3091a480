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
        try openAndClose()
    }

    private static func openAndClose() throws(MachineFailure) {
        var taken: [Int32] = []
        taken.reserveCapacity(descriptors)
        defer { for descriptor in taken { close(descriptor) } }
        while taken.count < descriptors {
            let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
            // At the limit of this process, or of the machine.
            guard descriptor >= 0 else { throw .fewDescriptors(needed: descriptors) }
            taken.append(descriptor)
        }
    }
}

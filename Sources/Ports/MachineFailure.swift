/// What keeps this process from any work, whatever the command is.
package enum MachineFailure: Error, Equatable, Sendable {
    /// Fewer than `needed` files can be opened beside those that are.
    case fewDescriptors(needed: Int)
    /// The address space may not grow beyond `limit` bytes, and has to be `needed`.
    case littleMemory(limit: Int, needed: Int)
}

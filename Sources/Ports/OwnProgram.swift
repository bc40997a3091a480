/// This program, for work that outlives a command.
package protocol OwnProgram: Sendable {
    /// Starts it apart from this process: in a session of its own, without streams, with this command's variables. Nothing
    /// waits for it, and where it can't be started nothing happens.
    func start(_ arguments: [String])
}

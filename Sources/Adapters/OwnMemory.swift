import CLinux

/// This process's memory, which holds tokens.
package enum OwnMemory {
    /// Keeps it from core files, debuggers and other processes of the same user, before the first secret is in it.
    ///
    /// A debugger that is to see it runs as root, or stops at `clinux_keep_memory` and returns from there (gdb: `break
    /// clinux_keep_memory`, `run`, `return`): no variable and no option switches it off.
    package static func keep() { clinux_keep_memory() }
}

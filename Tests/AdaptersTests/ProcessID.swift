import Glibc

/// Processes by number.
enum ProcessID {
    static var own: Int32 { getpid() }

    /// The process's session; -1 where there is no such process.
    static func session(of process: Int32) -> Int32 { getsid(process) }
}

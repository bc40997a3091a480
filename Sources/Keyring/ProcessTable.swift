internal import Glibc

/// The kernel's list of processes.
enum ProcessTable {
    /// The program that a process runs: its file or, where that is not for us to know (gnome-keyring's is not), the
    /// first word of its command line. nil where there is no such process in sight.
    static func program(of process: Int) -> String? {
        link("/proc/\(process)/exe") ?? firstWord("/proc/\(process)/cmdline")
    }

    private static func link(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: 4_096)
        let count = readlink(path, &target, target.count)
        return count > 0 ? String(decoding: target[..<count], as: UTF8.self) : nil
    }

    private static func firstWord(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var line = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &line, line.count)
        let word = line.prefix(max(0, count)).prefix { $0 != 0 }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }
}

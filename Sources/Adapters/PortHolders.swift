import Glibc
import Ports

/// Who listens on a port of this machine, as far as `/proc` tells us: sockets of other users keep their holders to
/// themselves, and so do those of another `coveo` (see `OwnMemory`), which is found by what it must be.
struct PortHolders {
    private let files = LocalFiles(environment: Environment([:]))

    /// `name (pid 812)` by port.
    func of(_ ports: [UInt16]) -> [UInt16: String] {
        var portsByInode: [String: UInt16] = [:]
        var own: Set<UInt16> = []
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
            for line in lines(of: table).dropFirst() {
                guard let (port, inode, user) = listener(line), ports.contains(port) else { continue }
                portsByInode["socket:[\(inode)]"] = port
                if user == String(geteuid()) { own.insert(port) }
            }
        }
        return portsByInode.isEmpty ? [:] : holders(portsByInode, own: own)
    }

    /// Port, socket and user of a line, where it is one that listens:
    /// `sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …`.
    private func listener(_ line: Substring) -> (port: UInt16, inode: Substring, user: Substring)? {
        let columns = line.split(separator: " ")
        guard columns.count > 9, columns[3] == "0A", let colon = columns[1].lastIndex(of: ":"),
            let port = UInt16(columns[1][columns[1].index(after: colon)...], radix: 16)
        else { return nil }
        return (port, columns[9], columns[7])
    }

    /// - Parameter own: the ports of this user's sockets.
    private func holders(_ portsByInode: [String: UInt16], own: Set<UInt16>) -> [UInt16: String] {
        var holders: [UInt16: String] = [:]
        var closed: [String] = []
        for process in names(in: "/proc") ?? [] where process.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
            guard let descriptors = names(in: "/proc/\(process)/fd") else {
                if isAnother(process) { closed.append("\(ownName) (pid \(process))") }
                continue
            }
            for descriptor in descriptors {
                // The first is the oldest: children may have inherited the socket.
                guard let target = link("/proc/\(process)/fd/\(descriptor)"), let port = portsByInode[target],
                    holders[port] == nil,
                    let name = lines(of: "/proc/\(process)/comm").first
                else { continue }
                holders[port] = "\(name) (pid \(process))"
            }
        }
        // One that shows its sockets to nobody, and no other could be it.
        if closed.count == 1 {
            for port in own where holders[port] == nil { holders[port] = closed[0] }
        }
        return holders
    }

    private var ownName: Substring { lines(of: "/proc/self/comm").first ?? "" }

    /// Whether a process is this program, run by this user.
    private func isAnother(_ process: String) -> Bool {
        lines(of: "/proc/\(process)/comm").first == ownName
            && lines(of: "/proc/\(process)/status").contains { $0.hasPrefix("Uid:\t\(getuid())\t") }
    }

    private func lines(of path: String) -> [Substring] {
        // What can't be read says nothing. (FileManager takes a table of /proc for read after its first page.)
        guard let bytes = try? files.read(path, limit: 64 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    /// nil where that is not for us to know.
    private func names(in folder: String) -> [String]? {
        guard let listing = opendir(folder) else { return nil }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.first != "." { names.append(name) }
        }
        return names
    }

    private func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink(path, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}

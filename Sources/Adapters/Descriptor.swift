import Glibc

/// What a system call said: `errno`.
struct Errno: Error, Equatable {
    let code: Int32
}

/// A file descriptor that somebody else opens and closes.
struct Descriptor {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    /// Writes all of `bytes`, waiting where the other side is slow.
    func write(_ bytes: some Collection<UInt8>) throws(Errno) {
        var rest = Array(bytes)[...]
        try write(&rest)
    }

    /// Writes as many of `bytes` as the other side takes before it goes away.
    func writtenCount(of bytes: [UInt8]) -> Int {
        var rest = bytes[...]
        // Why it went away is told by its end.
        try? write(&rest)
        return bytes.count - rest.count
    }

    private func write(_ rest: inout ArraySlice<UInt8>) throws(Errno) {
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                throw Errno(code: errno)
            }
        }
    }
}

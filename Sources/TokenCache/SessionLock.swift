import JSON
package import Ports

/// The lock on one profile's session: whoever renews, replaces or deletes it holds the lock meanwhile, so that none
/// undoes what another did.
package struct SessionLock: Sendable {
    private let locks: any ProcessLock
    /// Fit for a file's name.
    let name: String
    private let limit: Duration

    /// - Parameter limit: how long others may hold it before it is given up.
    package init(_ locks: any ProcessLock, profile: String, limit: Duration) {
        self.locks = locks
        self.limit = limit
        name = "session-\(Self.digest(profile))"
    }

    /// Waits for it.
    package func acquire() async throws(ProcessLockFailure) -> any HeldLock {
        try await locks.acquire(name, within: limit)
    }

    /// Runs `body` while it is held; where it can't be had, without it, since a login must not depend on a folder: then
    /// `tell` is told first.
    package func hold<Result>(
        orTell tell: (ProcessLockFailure) -> Void, _ body: () async throws -> Result
    ) async throws -> Result {
        let held = try await locks.acquire(name, within: limit, orTell: tell)
        defer { held?.release() }
        let result = try await body()
        // Whatever was left there was about the session before.
        held?.leave([])
        return result
    }

    /// FNV-1a in 64 bits: a profile's name may hold what no file's name can. Two that meet only wait for each other.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

/// What is left in a session's lock: the renewal that was begun and has not been stored, and how the last one failed.
struct RenewalNote: Equatable {
    /// Whose refresh token went to the server, without what came back being stored: the session's `issuedAt`, in seconds
    /// since 1970. A process that is killed after the storing leaves it too, and then it is another session's.
    var unfinished: Int?
    /// The failure that others who waited meanwhile need not try again.
    var failure: RenewalFailure.Kind?
    /// When it failed: time since boot, the same for all processes.
    var failedAt: Duration = .zero

    init(unfinished: Int? = nil, failure: RenewalFailure.Kind? = nil, failedAt: Duration = .zero) {
        self.unfinished = unfinished
        self.failure = failure
        self.failedAt = failedAt
    }

    /// Reads it; what is not readable says nothing.
    init(_ bytes: [UInt8]) {
        // Written by a process that was killed meanwhile, or by a later version: nothing depends on it.
        guard let object = (try? JSONValue(parsing: bytes))?.object else { return }
        unfinished = object["unfinished"]?.int
        guard let time = object["failedAt"]?.int else { return }
        failure = object["failure"]?.string.flatMap { RenewalFailure.Kind(rawValue: $0) }
        failedAt = .milliseconds(time)
    }

    /// As it is left; nothing where there is nothing to say.
    var bytes: [UInt8] {
        var object = JSONObject()
        if let unfinished { object["unfinished"] = .number(JSONNumber(unfinished)) }
        if let failure {
            object["failure"] = .string(failure.rawValue)
            object["failedAt"] = .number(JSONNumber(Int(failedAt / .milliseconds(1))))
        }
        return object.members.isEmpty ? [] : Array(JSONValue.object(object).text(.compact).utf8)
    }
}

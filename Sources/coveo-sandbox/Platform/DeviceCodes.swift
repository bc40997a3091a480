/// The device grant's codes (RFC 8628). They are short-lived, so a restart forgets them.
struct DeviceCodes: Sendable {
    /// What a device is told.
    struct Issued: Sendable {
        let deviceCode: String
        let userCode: String
    }

    /// What a person is asked to approve.
    struct Request: Sendable {
        let userCode: String
        let client: Client
    }

    /// Why a user code leads nowhere.
    enum Miss: Error {
        case unknown
        /// So many seconds nobody is listened to (section 5.1).
        case tooMany(Int)
    }

    private enum Decision {
        case pending
        case approved(username: String)
        case denied
        /// Tokens were given.
        case spent
    }

    private struct Entry {
        let request: Request
        let end: ContinuousClock.Instant
        /// How long a device has to wait between polls.
        var interval: Duration
        var lastPoll: ContinuousClock.Instant?
        var decision = Decision.pending

        /// Whether somebody may still decide.
        func isOpen(_ now: ContinuousClock.Instant) -> Bool {
            guard case .pending = decision else { return false }
            return end > now
        }
    }

    /// Upper-case letters without vowels and `Y`: nothing that is taken for a digit, and no words (section 6.1).
    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
    /// How many wrong user codes there may be in a window.
    private static let missLimit = 10
    private static let missWindow = Duration.seconds(60)
    /// How long a device is still told what became of its code, after the code's end.
    private static let memory = Duration.seconds(600)

    /// How long codes live.
    let lifetime: Duration
    /// How long a device has to wait between polls at first.
    let interval: Duration
    /// By device code.
    private var entries: [String: Entry] = [:]
    private var misses: [ContinuousClock.Instant] = []

    init(lifetime: Duration, interval: Duration) {
        self.lifetime = lifetime
        self.interval = interval
    }

    /// New codes, alive from now on.
    mutating func issue(client: Client) -> Issued {
        let now = ContinuousClock.now
        entries = entries.filter { $0.value.end + Self.memory > now }
        let letters = (0..<8).map { _ in String(Self.alphabet.randomElement() ?? "B") }
        let userCode = letters[..<4].joined() + "-" + letters[4...].joined()
        let deviceCode = Secret.make()
        entries[deviceCode] = Entry(
            request: Request(userCode: userCode, client: client), end: now + lifetime, interval: interval)
        return Issued(deviceCode: deviceCode, userCode: userCode)
    }

    /// The request that waits for a decision under a code as somebody typed it: case, dashes and spaces don't matter.
    mutating func find(userCode typed: String) throws(Miss) -> Request {
        let now = ContinuousClock.now
        misses.removeAll { now - $0 >= Self.missWindow }
        if misses.count >= Self.missLimit, let first = misses.first {
            throw .tooMany(Int((Self.missWindow - (now - first)).components.seconds) + 1)
        }
        let code = Self.canonical(typed)
        guard let entry = entries.values.first(where: { Self.canonical($0.request.userCode) == code && $0.isOpen(now) })
        else {
            misses.append(now)
            throw .unknown
        }
        return entry.request
    }

    /// Approves for a user who logged in, or denies.
    mutating func decide(_ request: Request, username: String?) throws(Miss) {
        let entry = entries.first { $0.value.request.userCode == request.userCode && $0.value.isOpen(.now) }
        guard let entry else { throw .unknown }
        entries[entry.key]?.decision = username.map { .approved(username: $0) } ?? .denied
    }

    /// A device asks whether it has been approved (section 3.5). An approval is given out once.
    ///
    /// - Returns: who approved it.
    /// - Throws: `Refusal`; with `slow_down` where it is pending and the last poll is nearer than the interval, which
    ///   then grows by 5 s for good.
    mutating func poll(deviceCode: String, client: Client) throws(Refusal) -> String {
        let now = ContinuousClock.now
        guard let entry = entries[deviceCode], entry.request.client == client else {
            throw Refusal(oauth: "invalid_grant", "The device code is unknown.")
        }
        entries[deviceCode]?.lastPoll = now
        switch entry.decision {
        case .spent: throw Refusal(oauth: "invalid_grant", "The device code was used before.")
        case .denied: throw Refusal(oauth: "access_denied", "The user denied the access.")
        case .pending, .approved:
            guard entry.end > now else { throw Refusal(oauth: "expired_token", "The device code has expired.") }
        }
        if case .approved(let username) = entry.decision {
            entries[deviceCode]?.decision = .spent
            return username
        }
        if let last = entry.lastPoll, now - last < entry.interval {
            entries[deviceCode]?.interval += .seconds(5)
            throw Refusal(oauth: "slow_down", "Polled too soon: 5 s more between polls from now on.")
        }
        throw Refusal(oauth: "authorization_pending", "Nobody has decided yet.")
    }

    private static func canonical(_ code: String) -> String {
        code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}

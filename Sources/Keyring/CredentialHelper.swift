internal import Glibc
internal import JSON
internal import Ports

/// One conversation with a helper's program, by the protocol of docker-credential-helpers: a verb as its argument, the
/// item or its URL on stdin, the answer, or an error's text with a status other than 0, on stdout. Its calls block.
struct CredentialHelper {
    /// More than that is no answer, in bytes.
    static let outputLimit = 1 << 20
    /// Longer lines are not read by helpers built on the protocol's own library (Go's `bufio.Scanner`), in bytes.
    private static let lineLimit = 65_535
    private static let pause = Duration.milliseconds(20)
    /// For tidying up behind the end of the time: less than `TimedWork` waits then.
    private static let lastMoment = Duration.milliseconds(450)

    let program: HelperProgram
    let environment: Environment
    let interaction: StoreInteraction
    let time: WorkTime
    /// The whole time of the store, for the error.
    let limit: Duration
    /// How long a program that is ended has for its own tidying up.
    var farewell = Duration.milliseconds(200)

    /// Keeps `secret` under `address`, in place of what is there. Where that fails, no empty entry stays.
    func store(_ secret: Redacted<[UInt8]>, _ address: HelperAddress, user: String) throws(StoreFailure) {
        try trying { () throws(StoreFailure) in
            try put(secret, address, user: user)
        } orTidying: { helper in
            // What matters is why it could not be stored; an item that was there before stays.
            if case .empty? = try? helper.entry(address) { try? helper.erase(address) }
        }
    }

    /// Runs `body`; where it fails, `tidy`, with a moment of its own where the time is over or nobody waits any more.
    func trying(
        _ body: () throws(StoreFailure) -> Void, orTidying tidy: (CredentialHelper) -> Void
    ) throws(StoreFailure) {
        // Nothing will run, and nothing be left.
        guard time.left > .zero, !time.isCancelled else { return try body() }
        do throws(StoreFailure) {
            try body()
        } catch {
            if time.left > Self.lastMoment, !time.isCancelled {
                tidy(self)
            } else {
                let moment = WorkTime()
                _ = moment.begin(Self.lastMoment + min(.zero, time.left))
                tidy(
                    CredentialHelper(
                        program: program, environment: environment, interaction: .never, time: moment, limit: limit,
                        farewell: .zero))
            }
            throw error
        }
    }

    /// Puts `secret` under `address`, whatever a failure leaves there.
    func put(_ secret: Redacted<[UInt8]>, _ address: HelperAddress, user: String) throws(StoreFailure) {
        let item = JSONValue.object(
            JSONObject([
                ("ServerURL", .string(address.url)), ("Username", .string(user)),
                ("Secret", .string(HelperSecret.text(secret).reveal())),
            ]))
        let line = Array(item.text(.compact).utf8)
        do throws(StoreFailure) {
            _ = try answer("store", line)
        } catch {
            // The protocol's library joins lines before it looks at them, and any other helper has the long one whole.
            guard line.count > Self.lineLimit, case .helper(_, .failed) = error else { throw error }
            _ = try answer("store", Self.broken(line))
        }
    }

    /// What is kept under `address`; nil where nothing is.
    func get(_ address: HelperAddress) throws(StoreFailure) -> (user: String, secret: Redacted<[UInt8]>)? {
        guard case .item(let user, let secret) = try entry(address) else { return nil }
        return (user, secret)
    }

    /// What a helper says of an address.
    enum Entry {
        case item(user: String, secret: Redacted<[UInt8]>)
        case absent
        /// The helper for pass has a folder for it and nothing in it, and lists nothing at all as long as that is so: a
        /// `store` makes the folder first, and fails in it where it has no key.
        case empty
    }

    /// What the helper says of `address`.
    func entry(_ address: HelperAddress) throws(StoreFailure) -> Entry {
        let output: [UInt8]
        do throws(StoreFailure) {
            output = try answer("get", Array(address.url.utf8))
        } catch {
            guard case .helper(_, .failed(_, let message)) = error else { throw error }
            if HelperMessage.meansEmpty(message) { return .empty }
            guard HelperMessage.meansAbsent(message) else { throw error }
            return .absent
        }
        guard let entry = Self.entry(in: output) else { throw failure(.garbled) }
        return entry
    }

    /// What was printed for `get`; nil where it is no answer.
    static func entry(in output: [UInt8]) -> Entry? {
        guard let item = object(output), let text = item["Secret"]?.string else { return nil }
        // The helper for pass knows no error for an item that is not there.
        if text.isEmpty { return .absent }
        return HelperSecret.bytes(text).map { .item(user: item["Username"]?.string ?? "", secret: $0) }
    }

    /// Removes what is kept under `address`; nothing is no failure.
    func erase(_ address: HelperAddress) throws(StoreFailure) {
        do throws(StoreFailure) {
            _ = try answer("erase", Array(address.url.utf8))
        } catch {
            guard case .helper(_, .failed(_, let message)) = error, HelperMessage.meansAbsent(message) else {
                throw error
            }
        }
    }

    /// The helper's words on its version.
    func version() throws(StoreFailure) -> String {
        let text = String(decoding: try answer("version", []), as: UTF8.self)
        return String(text.prefix { !$0.isNewline })
    }

    /// Runs the program once and gives what it printed.
    func answer(_ verb: String, _ input: [UInt8]) throws(StoreFailure) -> [UInt8] {
        let (end, output) = try run(verb, input)
        switch end {
        case .exited(0): return output
        case .exited(let status): throw failure(.failed(status: status, message: HelperMessage(output).text))
        case .killed(let signal): throw failure(.killed(signal: signal))
        }
    }

    private func run(_ verb: String, _ input: [UInt8]) throws(StoreFailure) -> (HelperProcess.End, [UInt8]) {
        guard let path = program.path else { throw failure(.missing) }
        guard !time.isCancelled else { throw .cancelled }
        guard time.left > .zero else { throw failure(.noAnswer(after: limit)) }
        Self.blockBrokenPipe()
        let variables = HelperEnvironment(environment, interaction: interaction, terminal: Self.terminal).variables
        var process: HelperProcess
        do throws(HelperFailure) {
            process = try HelperProcess(
                path, verb, input: input, environment: variables, hasTerminal: interaction == .allowed)
        } catch {
            throw failure(error)
        }
        while true {
            process.exchange(process.isTalking ? Self.pause : .milliseconds(2))
            let end = process.end()
            if process.output.count > Self.outputLimit {
                if end == nil { process.stop(grace: farewell) }
                throw failure(.garbled)
            }
            if let end { return (end, process.output) }
            if time.isCancelled || time.left <= .zero {
                process.stop(grace: farewell)
                throw time.isCancelled ? .cancelled : failure(.noAnswer(after: limit))
            }
        }
    }

    /// A failure of this program.
    func failure(_ failure: HelperFailure) -> StoreFailure {
        .helper(program: program.name, failure)
    }

    /// The object that was printed; nil where it is none.
    static func object(_ output: [UInt8]) -> JSONObject? {
        // What can't be parsed is no answer, and the reason why not could show a piece of a secret.
        guard let value = try? JSONValue(parsing: output) else { return nil }
        // A list of nothing, as Go writes it.
        return value.isNull ? JSONObject() : value.object
    }

    private static func broken(_ line: [UInt8]) -> [UInt8] {
        stride(from: 0, to: line.count, by: lineLimit - 1).reduce(into: []) { all, start in
            all += line[start..<min(start + lineLimit - 1, line.count)] + [UInt8(ascii: "\n")]
        }
    }

    /// The store's thread is our own: a signal for a pipe that nobody reads is not to end the process.
    private static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private static var terminal: String? {
        var name = [CChar](repeating: 0, count: 256)
        guard ttyname_r(STDIN_FILENO, &name, name.count) == 0 else { return nil }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    }
}

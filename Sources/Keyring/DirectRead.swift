internal import Ports

/// A read of one profile's session in as few words as may be, four writes in all (D-Bus specification; Secret Service
/// API, draft 0.2): who we are and Hello; a property, to be known; OpenSession and SearchItems; GetSecret.
///
/// The first three are written before libsecret is in the process, so that the service does its half of the key's
/// arithmetic, some 3 ms, while the loader is at work; and GIO, which takes 2 ms to get ready, has nothing to do. Only the
/// usual is read so: one item, unlocked, encrypted on the way. Everything else is left to `ServiceOperation`, which begins
/// anew on a connection of its own.
///
/// The service is first asked for something of no interest, and gnome-keyring (42.1) is why: see `SecretBus.acquaint`.
final class DirectRead {
    /// What came of it.
    enum Outcome {
        case found(Redacted<[UInt8]>)
        /// The search is not answered yet, as where the service shows a dialog first. `search` waits for it.
        case waiting
        /// Not what this knows.
        case unusual
    }

    let profile: String
    private let wire: BusWire
    private var exchange: KeyExchange?
    private let start = ContinuousClock.now
    private var progress = Progress.connected
    private var session = Session.asked
    private var found: ServiceOperation.Found?

    /// How far the talk is.
    private enum Progress: Comparable {
        /// Nothing was answered.
        case connected
        /// The bus takes us for who we are.
        case introduced
        /// It has said Hello, and the service was asked for the property.
        case greeted
        /// The service has answered that.
        case known
        /// It was asked for what is wanted.
        case asked
    }

    private enum Session {
        case asked
        case open(path: String, theirs: [UInt8])
        /// The service knows no such encryption.
        case refused
    }

    private enum Serial {
        static let hello: UInt32 = 1
        static let property: UInt32 = 2
        static let session: UInt32 = 3
        static let search: UInt32 = 4
        static let secret: UInt32 = 5
    }

    /// How long Hello, and then the property, may take while nothing else can go on. They take a fraction of a millisecond;
    /// where the bus or the service is busy, the service is asked later.
    private static let patience = Duration.milliseconds(4)

    /// How long an answer is one about now: what was asked too early may have changed.
    private static let freshness = Duration.seconds(2)

    /// Connects and asks. No answer of the service's is waited for.
    ///
    /// - Returns: nil where the bus is not at a socket of this machine, takes nobody now, or libgcrypt is not there.
    init?(_ address: SessionBusAddress, profile: String) {
        let hello = BusMessage.call(
            serial: Serial.hello, to: SecretBus.busName, SecretBus.busPath, .hello, signature: ""
        ) { _ in }
        guard ItemAttributes.unfitness(ofName: profile) == nil, let wire = BusWire(address),
            wire.send(BusWire.introduction + hello)
        else { return nil }
        (self.profile, self.wire) = (profile, wire)
        _ = greet(nil, until: .now + Self.patience)
        // Takes a millisecond, by whose end the service has answered, if it is not busy.
        guard let exchange = KeyExchange(isAhead: true) else { return nil }
        self.exchange = exchange
        _ = ask(nil, until: .now + Self.patience)
    }

    /// Asks the service for the property as soon as the bus has said Hello.
    ///
    /// - Returns: false where it does not before `deadline`, or says other things.
    private func greet(_ watch: Watch?, until deadline: ContinuousClock.Instant) -> Bool {
        if progress == .connected {
            guard let line = wire.readLine(watch, until: deadline), line.starts(with: "OK ".utf8) else { return false }
            progress = .introduced
        }
        while progress < .greeted {
            guard takeAnswer(watch, until: deadline) else { return false }
        }
        return true
    }

    /// Asks the service as soon as it has answered once.
    ///
    /// - Returns: false where it does not before `deadline`, or the bus says other things.
    private func ask(_ watch: Watch?, until deadline: ContinuousClock.Instant) -> Bool {
        if progress == .asked { return true }
        guard let exchange, greet(watch, until: deadline) else { return false }
        while progress < .known {
            guard takeAnswer(watch, until: deadline) else { return false }
        }
        progress = .asked
        let session = call(Serial.session, SecretBus.servicePath, .openSession, "sv") { body in
            body.write(KeyExchange.algorithm)
            body.write(signature: "ay")
            body.write(exchange.publicKey)
        }
        let search = call(Serial.search, SecretBus.servicePath, .searchItems, "a{ss}") { body in
            body.write(ItemAttributes.query(profile: profile))
        }
        return wire.send(session + search)
    }

    /// Whether what it asked is what a read of `profile` would ask now.
    func isFit(for profile: String) -> Bool {
        self.profile.utf8.elementsEqual(profile.utf8) && .now - start < Self.freshness
    }

    /// Waits for the answers, and asks for the secret.
    func outcome(_ watch: Watch) -> Outcome {
        let deadline = ContinuousClock.now + ServiceOperation.unsuspicious
        guard ask(watch, until: deadline) else { return .unusual }
        while !isAnswered {
            guard takeAnswer(watch, until: deadline) else {
                return found == nil && .now >= deadline ? .waiting : .unusual
            }
        }
        guard case .open(let path, let theirs) = session, let found, found.unlocked.count == 1, found.locked.isEmpty,
            let secret = secret(of: found.unlocked[0], path, theirs, watch)
        else { return .unusual }
        return .found(secret)
    }

    /// Waits for the answer to the search, after `.waiting`. To be asked for once.
    func search(_ watch: Watch) throws(BusError) -> ServiceOperation.Found {
        while found == nil {
            guard takeAnswer(watch, until: nil) else {
                throw watch.verdict == nil ? .unreadable : BusError(.cancelled)
            }
        }
        guard let found else { throw .unreadable }
        return found
    }

    private var isAnswered: Bool {
        if case .asked = session { false } else { found != nil }
    }

    /// The next answer of the first four.
    ///
    /// - Returns: false where it is not the usual, or none comes.
    private func takeAnswer(_ watch: Watch?, until deadline: ContinuousClock.Instant?) -> Bool {
        guard let message = wire.readMessage(watch, until: deadline) else { return false }
        guard let serial = message.replySerial else { return true }  // A signal: the bus tells everybody their name.
        guard progress >= .greeted || serial == Serial.hello else { return false }
        var body = message.body
        switch (serial, message.kind, message.signature) {
        case (Serial.hello, .methodReturn, _):
            guard progress == .introduced, askProperty() else { return false }
            progress = .greeted
        // A refusal tells as much: it has heard of us.
        case (Serial.property, _, _): progress = max(progress, .known)
        case (Serial.session, .methodReturn, "vo"):
            guard body.readSignature() == "ay", let theirs = body.readBytes(), let path = body.readString() else {
                return false
            }
            session = .open(path: path, theirs: theirs)
        case (Serial.session, .error, _): session = .refused
        case (Serial.search, .methodReturn, "aoao"):
            guard let unlocked = body.readStrings(), let locked = body.readStrings() else { return false }
            found = ServiceOperation.Found(unlocked: unlocked, locked: locked)
        default: return false
        }
        return true
    }

    private func askProperty() -> Bool {
        let (interface, name) = SecretBus.anyProperty
        return wire.send(
            call(Serial.property, SecretBus.servicePath, .getProperty, "ss") { body in
                body.write(interface)
                body.write(name)
            })
    }

    private func secret(
        of item: String, _ session: String, _ theirs: [UInt8], _ watch: Watch
    ) -> Redacted<[UInt8]>? {
        let question = call(Serial.secret, item, .getSecret, "o") { $0.write(session) }
        // The key is calculated while the service looks.
        guard wire.send(question), let cipher = exchange?.agreed(with: theirs) else { return nil }
        while let message = wire.readMessage(watch, until: nil) {
            guard message.replySerial != nil else { continue }
            var body = message.body
            guard message.replySerial == Serial.secret, message.kind == .methodReturn, message.signature == "(oayays)",
                body.readString() == session, let vector = body.readBytes(), let text = body.readBytes()
            else { return nil }
            return cipher.decrypted(text, vector: vector)
        }
        return nil
    }

    private func call(
        _ serial: UInt32, _ path: String, _ method: BusMethod, _ signature: String, _ write: (inout BusWriter) -> Void
    ) -> [UInt8] {
        BusMessage.call(
            serial: serial, to: SecretBus.serviceName, path, method, signature: signature, write)
    }
}

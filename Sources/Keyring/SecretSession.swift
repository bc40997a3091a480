internal import CLibSecret
internal import Ports

/// The session that secrets go over (Secret Service API, "OpenSession"), opened when it is first needed.
///
/// The key is agreed on by our own exchange where libgcrypt is there and the service knows the algorithm. Else the
/// session is libsecret's, encrypted or plain by what the service offers.
final class SecretSession {
    private enum State {
        case closed
        case opening(KeyExchange, PendingCall)
        case own(path: String, SessionCipher)
        case library(path: String, LibrarySession)
    }

    private var state = State.closed
    private let leavesExchangeToLibrary: Bool

    init(leavesExchangeToLibrary: Bool) {
        self.leavesExchangeToLibrary = leavesExchangeToLibrary
    }

    /// Asks the service for a session and does not wait for the answer, which takes it some 3 ms.
    func begin(on bus: SecretBus, watch: Watch) {
        guard case .closed = state, !leavesExchangeToLibrary, let exchange = KeyExchange() else { return }
        let input = bus.library.boxed(bus.library.bytes(exchange.publicKey))
        let call = bus.begin(
            SecretBus.servicePath, .openSession, [bus.library.string(KeyExchange.algorithm), input], watch: watch)
        state = .opening(exchange, call)
    }

    /// How secrets travel in it; nil while it is not open.
    var protection: StoreProtection? {
        switch state {
        case .closed, .opening: nil
        case .own: .encrypted(algorithm: KeyExchange.algorithm)
        case .library(_, let session): session.protection
        }
    }

    /// The session's path, once it is open.
    func path(on bus: SecretBus, watch: Watch) throws(BusError) -> String {
        begin(on: bus, watch: watch)
        switch state {
        case .own(let path, _), .library(let path, _): return path
        case .closed: return try openLibrarys(on: bus, watch: watch)
        case .opening(let exchange, let call):
            state = .closed
            do throws(BusError) {
                let answer = try bus.wait(for: call, watch: watch)
                guard let path = answer[1]?.text, let theirs = answer[0]?.boxed?.bytes,
                    let cipher = exchange.agreed(with: theirs)
                else { throw BusError.unreadable }
                state = .own(path: path, cipher)
                return path
            } catch  where error.isNotSupported {
                return try openLibrarys(on: bus, watch: watch)
            }
        }
    }

    private func openLibrarys(on bus: SecretBus, watch: Watch) throws(BusError) -> String {
        let session = try LibrarySession(on: bus)
        let path = try session.open(watch: watch)
        state = .library(path: path, session)
        return path
    }

    /// The secret in an answer of the service, decrypted: `(oayays)` of session, parameters, value and content type.
    func decoded(_ secret: Variant) throws(BusError) -> Redacted<[UInt8]> {
        switch state {
        case .own(let path, let cipher):
            guard secret[0]?.text == path, let vector = secret[1]?.bytes, let text = secret[2]?.bytes,
                let clear = cipher.decrypted(text, vector: vector)
            else { throw .unreadable }
            return clear
        case .library(_, let session): return try session.decoded(secret)
        case .closed, .opening: throw .unreadable
        }
    }

    /// `secret`, encrypted for the session, which must be open.
    func encoded(_ secret: Redacted<[UInt8]>, for library: LibSecret) throws(BusError) -> LibSecret.Floating {
        switch state {
        case .own(let path, let cipher):
            guard let (vector, text) = cipher.encrypted(secret) else { throw .unreadable }
            return library.tuple([
                library.objectPath(path), library.bytes(vector), library.bytes(text),
                library.string(Self.contentType),
            ])
        case .library(_, let session): return try session.encoded(secret, contentType: Self.contentType)
        case .closed, .opening: throw .unreadable
        }
    }

    /// Of all secrets, although they are JSON: KeePassXC keeps what is text in the password of an entry, puts the entry's
    /// title where the text says `{TITLE}` (it has many such words), and loses what XML has no room for.
    private static let contentType = "application/octet-stream"
}

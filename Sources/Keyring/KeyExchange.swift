internal import CLibSecret
internal import Ports

/// Our side of the agreement on a session's key: Secret Service API (draft 0.2), "Transfer of Secrets", algorithm
/// `dh-ietf1024-sha256-aes128-cbc-pkcs7`.
///
/// libsecret has the same, with an exponent as long as the prime, in arithmetic that takes longer still since it works
/// on locked memory: some 6 ms of a read for both powers, against 0.7 ms with 192 bits, where the group's strength
/// (80 bits) asks for 160 (RFC 3526, section 8).
struct KeyExchange {
    static let algorithm = "dh-ietf1024-sha256-aes128-cbc-pkcs7"
    private static let primeSize = 128
    private static let exponentSize = 24
    private static let hashSize = 32

    /// What the service is told.
    let publicKey: [UInt8]
    private let exponent: BigNumber
    private let prime: BigNumber
    private let library: LibGcrypt

    /// A new one. nil where libgcrypt is not there.
    ///
    /// - Parameter isAhead: whether libsecret has yet to be loaded.
    init?(isAhead: Bool = false) {
        guard let library = LibGcrypt(isAhead: isAhead), let prime = BigNumber(Self.prime, library),
            let generator = BigNumber([2], library),
            let exponent = BigNumber(Self.randomBytes(Self.exponentSize), library),
            let publicKey = generator.power(exponent, modulo: prime).bytes(Self.primeSize)
        else { return nil }
        self.library = library
        self.prime = prime
        self.exponent = exponent
        self.publicKey = publicKey
    }

    /// What secrets are encrypted with, by what the service answered; nil where that is no public key.
    func agreed(with theirs: [UInt8]) -> SessionCipher? {
        guard theirs.count <= Self.primeSize, let theirs = BigNumber(theirs, library), isFit(theirs),
            let shared = theirs.power(exponent, modulo: prime).bytes(Self.primeSize)
        else { return nil }
        return key(from: shared).map { SessionCipher(key: $0, library) }
    }

    /// HKDF with SHA-256, without salt and information, for one block (RFC 5869, sections 2.2 and 2.3).
    private func key(from shared: [UInt8]) -> Redacted<[UInt8]>? {
        let salt = [UInt8](repeating: 0, count: Self.hashSize)
        return authenticated(shared, key: salt).flatMap { authenticated([1], key: $0) }
            .map { Redacted(Array($0.prefix(SessionCipher.keySize))) }
    }

    /// HMAC with SHA-256.
    private func authenticated(_ text: [UInt8], key: [UInt8]) -> [UInt8]? {
        var handle: gcry_md_hd_t?
        let algorithm = Int32(GCRY_MD_SHA256.rawValue)
        guard library.c.gcry_md_open(&handle, algorithm, GCRY_MD_FLAG_HMAC.rawValue) == 0 else { return nil }
        defer { library.c.gcry_md_close(handle) }
        guard library.c.gcry_md_setkey(handle, key, key.count) == 0 else { return nil }
        library.c.gcry_md_write(handle, text, text.count)
        guard let result = library.c.gcry_md_read(handle, algorithm) else { return nil }
        return Array(UnsafeBufferPointer(start: result, count: Self.hashSize))
    }

    /// From the system's generator.
    ///
    /// - Parameter count: a multiple of eight.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<count / 8).flatMap { _ in withUnsafeBytes(of: random.next() as UInt64, Array.init) }
    }

    /// Between 2 and the prime minus 2: the others would make a key that everybody knows.
    private func isFit(_ theirs: BigNumber) -> Bool {
        let last = BigNumber(library)
        library.c.gcry_mpi_sub_ui(last.pointer, prime.pointer, 1)
        return library.c.gcry_mpi_cmp_ui(theirs.pointer, 1) > 0
            && library.c.gcry_mpi_cmp(theirs.pointer, last.pointer) < 0
    }

    /// The second Oakley group (RFC 2409, section 6.2).
    private static let prime: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC9, 0x0F, 0xDA, 0xA2, 0x21, 0x68, 0xC2, 0x34, 0xC4, 0xC6,
        0x62, 0x8B, 0x80, 0xDC, 0x1C, 0xD1, 0x29, 0x02, 0x4E, 0x08, 0x8A, 0x67, 0xCC, 0x74, 0x02, 0x0B, 0xBE, 0xA6,
        0x3B, 0x13, 0x9B, 0x22, 0x51, 0x4A, 0x08, 0x79, 0x8E, 0x34, 0x04, 0xDD, 0xEF, 0x95, 0x19, 0xB3, 0xCD, 0x3A,
        0x43, 0x1B, 0x30, 0x2B, 0x0A, 0x6D, 0xF2, 0x5F, 0x14, 0x37, 0x4F, 0xE1, 0x35, 0x6D, 0x6D, 0x51, 0xC2, 0x45,
        0xE4, 0x85, 0xB5, 0x76, 0x62, 0x5E, 0x7E, 0xC6, 0xF4, 0x4C, 0x42, 0xE9, 0xA6, 0x37, 0xED, 0x6B, 0x0B, 0xFF,
        0x5C, 0xB6, 0xF4, 0x06, 0xB7, 0xED, 0xEE, 0x38, 0x6B, 0xFB, 0x5A, 0x89, 0x9F, 0xA5, 0xAE, 0x9F, 0x24, 0x11,
        0x7C, 0x4B, 0x1F, 0xE6, 0x49, 0x28, 0x66, 0x51, 0xEC, 0xE6, 0x53, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF,
    ]
}

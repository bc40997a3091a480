internal import CLibSecret
internal import Ports

/// What secrets on the bus are encrypted with: AES-128 in CBC mode, padded by PKCS #7.
struct SessionCipher {
    /// Of the key and of a block, in bytes.
    static let keySize = 16
    private static let blockSize = 16

    private let key: Redacted<[UInt8]>
    private let library: LibGcrypt

    /// - Parameter key: of `keySize` bytes.
    init(key: Redacted<[UInt8]>, _ library: LibGcrypt) {
        self.key = key
        self.library = library
    }

    /// An encrypted secret with the vector that it begins with; nil where the library refuses.
    func encrypted(_ secret: Redacted<[UInt8]>) -> (vector: [UInt8], text: [UInt8])? {
        let vector = KeyExchange.randomBytes(Self.blockSize)
        let clear = secret.reveal()
        let rest = Self.blockSize - clear.count % Self.blockSize
        let padded = clear + [UInt8](repeating: UInt8(rest), count: rest)
        guard let text = run(library.c.gcry_cipher_encrypt, padded, vector) else { return nil }
        return (vector, text)
    }

    /// The secret in an encrypted text; nil where it is none.
    func decrypted(_ text: [UInt8], vector: [UInt8]) -> Redacted<[UInt8]>? {
        guard vector.count == Self.blockSize, !text.isEmpty, text.count % Self.blockSize == 0,
            let padded = run(library.c.gcry_cipher_decrypt, text, vector), let rest = padded.last.map(Int.init),
            (1...Self.blockSize).contains(rest), padded.suffix(rest).allSatisfy({ Int($0) == rest })
        else { return nil }
        return Redacted(Array(padded.dropLast(rest)))
    }

    private typealias Direction =
        @convention(c) (
            gcry_cipher_hd_t?, UnsafeMutableRawPointer?, Int, UnsafeRawPointer?, Int
        ) -> gcry_error_t

    private func run(_ direction: Direction?, _ text: [UInt8], _ vector: [UInt8]) -> [UInt8]? {
        var handle: gcry_cipher_hd_t?
        let (algorithm, mode) = (Int32(GCRY_CIPHER_AES.rawValue), Int32(GCRY_CIPHER_MODE_CBC.rawValue))
        guard let direction, library.c.gcry_cipher_open(&handle, algorithm, mode, 0) == 0 else { return nil }
        defer { library.c.gcry_cipher_close(handle) }
        guard library.c.gcry_cipher_setkey(handle, key.reveal(), Self.keySize) == 0,
            library.c.gcry_cipher_setiv(handle, vector, vector.count) == 0
        else { return nil }
        var result = [UInt8](repeating: 0, count: text.count)
        return direction(handle, &result, result.count, text, text.count) == 0 ? result : nil
    }
}

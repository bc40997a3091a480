internal import CLibSecret

/// The functions of libgcrypt, where libsecret has brought it into the process.
///
/// A table of C functions, which any thread may call.
struct LibGcrypt: @unchecked Sendable {
    private let table: UnsafePointer<clibgcrypt>

    /// nil where it is not there: some systems build libsecret on another library.
    ///
    /// - Parameter isAhead: whether it is to be loaded where libsecret has not brought it yet.
    init?(isAhead: Bool = false) {
        guard let table = isAhead ? clibgcrypt_load() : clibgcrypt_present() else { return nil }
        self.table = table
    }

    /// The functions, under their own names.
    var c: clibgcrypt { table.pointee }
}

/// A whole number of any size.
final class BigNumber {
    /// For the library's calls.
    let pointer: OpaquePointer?
    private let library: LibGcrypt

    /// Zero, to be set by a calculation.
    init(_ library: LibGcrypt) {
        self.library = library
        pointer = library.c.gcry_mpi_new(0)
    }

    /// - Parameter bytes: without a sign, the highest first.
    init?(_ bytes: some Collection<UInt8>, _ library: LibGcrypt) {
        var scanned: OpaquePointer?
        let bytes = Array(bytes)
        guard library.c.gcry_mpi_scan(&scanned, GCRYMPI_FMT_USG, bytes, bytes.count, nil) == 0 else { return nil }
        self.library = library
        pointer = scanned
    }

    deinit {
        library.c.gcry_mpi_release(pointer)
    }

    /// `self` to the power of `exponent`, modulo `modulus`.
    func power(_ exponent: BigNumber, modulo modulus: BigNumber) -> BigNumber {
        let result = BigNumber(library)
        library.c.gcry_mpi_powm(result.pointer, pointer, exponent.pointer, modulus.pointer)
        return result
    }

    /// Without a sign, the highest first, filled up with zeros to `count` bytes; nil where it needs more.
    func bytes(_ count: Int) -> [UInt8]? {
        var written = 0
        var bytes = [UInt8](repeating: 0, count: count)
        guard library.c.gcry_mpi_print(GCRYMPI_FMT_USG, &bytes, count, &written, pointer) == 0 else { return nil }
        return [UInt8](repeating: 0, count: count - written) + bytes[..<written]
    }
}

import Ports

@testable import Keyring

/// The file of the file store.
enum CredentialFiles {
    static func check(_ input: [UInt8]) throws {
        var file: CredentialsFile
        do throws(FileStoreFailure) {
            file = try CredentialsFile(input)
        } catch {
            return
        }
        try checkSame(file, try again(file))
        let others = others(in: file)
        file.put(Redacted([0x7B, 0xFF, 0x7D]), profile: "work", platformHost: "p.example")
        let changed = try again(file)
        try always(changed.secret(of: "work")?.reveal() == [0x7B, 0xFF, 0x7D], "what is put is there")
        try always(Self.others(in: changed) == others, "a change is one profile's")
        try always(file.remove(profile: "work"), "what is there can be removed")
        try always(try again(file).secret(of: "work") == nil, "what is removed is gone")
    }

    /// The logins of other profiles; a trial that names one holds none.
    private static func others(in file: CredentialsFile) -> [StoredItem] {
        file.profiles.filter { $0.profile != "work" && file.secret(of: $0.profile) != nil }
    }

    private static func again(_ file: CredentialsFile) throws -> CredentialsFile {
        do throws(FileStoreFailure) {
            return try CredentialsFile(file.bytes)
        } catch {
            throw BrokenProperty("a file that is written can be read")
        }
    }

    private static func checkSame(_ one: CredentialsFile, _ other: CredentialsFile) throws {
        try always(one.profiles == other.profiles && one.bytes == other.bytes, "a file is read as it was written")
        for item in one.profiles {
            try always(one.secret(of: item.profile) == other.secret(of: item.profile), "a secret stays what it is")
            let secret = one.secret(of: item.profile)
            try ShownText.check(secret as Any, hides: secret?.map { String(decoding: $0, as: UTF8.self) }, besides: [])
        }
    }
}

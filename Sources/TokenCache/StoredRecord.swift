package import Ports

/// A session's record as a store gave it, to be put into another store byte by byte.
package struct StoredRecord: Equatable, Sendable {
    /// The session that it holds.
    package let session: Session
    let bytes: Redacted<[UInt8]>
    let platformHost: String

    /// Throws `SessionFailure.newerVersion` and `.damaged`.
    init(_ bytes: Redacted<[UInt8]>) throws(SessionFailure) {
        self.bytes = bytes
        session = try SessionRecord.session(in: bytes)
        guard let host = SessionHost.host(of: session.platformURL) else {
            throw .damaged(.invalid(field: "platformUrl"))
        }
        platformHost = host
    }
}

extension SessionStore {
    /// The record of `profile`; nil where there is none. Throws `SessionFailure`, `StoreFailure`.
    package func record(_ profile: String) async throws -> StoredRecord? {
        switch try await store.read(profile: profile, interaction: interaction) {
        case .absent: nil
        case .locked: throw SessionFailure.locked
        case .found(let secret): try StoredRecord(secret)
        }
    }

    /// Puts a record in the place of the profile's, and reads it back. Throws `StoreFailure`.
    ///
    /// - Returns: whether the store gives back the same bytes.
    package func adopt(_ record: StoredRecord, profile: String) async throws(StoreFailure) -> Bool {
        try await store.write(
            record.bytes, profile: profile, platformHost: record.platformHost, interaction: interaction)
        guard case .found(let secret) = try await store.read(profile: profile, interaction: interaction) else {
            return false
        }
        return secret == record.bytes
    }
}

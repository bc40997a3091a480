import Foundation

/// File containers: an address where something is uploaded without a token, and what was uploaded. They live for an hour,
/// so a restart forgets them.
struct FileContainers: Sendable {
    private struct Container {
        let organization: String
        /// What stands in the address, and makes it a secret.
        let signature: String
        let end: ContinuousClock.Instant
        var content: [UInt8]?
    }

    /// The most that a container holds, in bytes.
    static let limit = 256 * 1024 * 1024
    /// What has to be sent with an upload, exactly.
    static let requiredHeaders = [
        "Content-Type": "application/octet-stream", "x-amz-server-side-encryption": "AES256",
    ]
    private static let lifetime = Duration.seconds(3600)
    private var containers: [String: Container] = [:]

    /// A new, empty one.
    mutating func make(in organization: String) -> (id: String, signature: String) {
        containers = containers.filter { $0.value.end > .now }
        let id = UUID().uuidString.lowercased()
        let signature = Secret.make()
        containers[id] = Container(organization: organization, signature: signature, end: .now + Self.lifetime)
        return (id, signature)
    }

    /// Whether something may be uploaded there.
    func accepts(_ id: String, signature: String?) -> Bool {
        guard let container = containers[id], container.end > .now, let signature else { return false }
        return container.signature.utf8.elementsEqual(signature.utf8)
    }

    /// Keeps what was uploaded.
    mutating func fill(_ id: String, with content: [UInt8]) { containers[id]?.content = content }

    /// What was uploaded; nil where there is no such container of the organization, or nothing in it.
    func content(of id: String, in organization: String) -> [UInt8]? {
        guard let container = containers[id], container.organization == organization, container.end > .now else {
            return nil
        }
        return container.content
    }
}

package import Ports

/// One rule that every `SecretStore` keeps. The rules run against a store that others use at the same time: each keeps
/// to profiles of its own.
package struct StoreContract: Sendable, CustomStringConvertible {
    /// The rule, as a sentence.
    package let description: String
    /// Opens the store anew, as another process would.
    package typealias Open = @Sendable () async throws -> any SecretStore

    private let body: @Sendable (Open, Rule) async throws -> Void

    /// The store broke the rule.
    package struct Violation: Error {
        package let rule: String
        package let observed: String
    }

    /// Checks the rule; throws `Violation`, or what the store throws.
    ///
    /// - Parameter interaction: what the rule's calls allow. KeePassXC removes nothing without a prompt, even where that
    ///   asks nobody.
    package func check(interaction: StoreInteraction = .never, _ open: @escaping Open) async throws {
        try await body(open, Rule(sentence: description, interaction: interaction))
    }

    /// All of them.
    package static let rules: [StoreContract] = reading + writing + deleting + listing

    init(_ description: String, _ body: @escaping @Sendable (Open, _ rule: Rule) async throws -> Void) {
        self.description = description
        self.body = body
    }

    /// What the rules are written with.
    struct Rule: Sendable {
        let sentence: String
        let interaction: StoreInteraction
        let host = "platform.cloud.coveo.com"

        /// A profile that nobody else uses.
        func profile(_ name: String = "contract") -> String {
            "\(name)-\(UInt64.random(in: .min ... .max))"
        }

        func require(_ holds: Bool, _ observed: @autoclosure () -> String) throws {
            if !holds { throw Violation(rule: sentence, observed: observed()) }
        }

        /// The bytes under `profile`; nil where there are none.
        func bytes(_ store: any SecretStore, _ profile: String) async throws -> [UInt8]? {
            switch try await store.read(profile: profile, interaction: interaction) {
            case .found(let secret): return secret.reveal()
            case .absent: return nil
            case .locked: throw Violation(rule: sentence, observed: "locked")
            }
        }

        func write(
            _ store: any SecretStore, _ bytes: [UInt8], _ profile: String, host: String? = nil
        ) async throws {
            try await store.write(
                Redacted(bytes), profile: profile, platformHost: host ?? self.host, interaction: interaction)
        }

        func items(_ store: any SecretStore, _ profile: String) async throws -> [StoredItem] {
            try await store.items().filter { $0.profile.utf8.elementsEqual(profile.utf8) }
        }
    }
}

import Foundation
import Ports
import Support
import Testing

@testable import Keyring

@Suite("What is found out about the Secret Service")
struct InspectionTests {
    private func inspection(
        _ state: PrivateSession.State, timeout: Duration = .seconds(30)
    ) async throws -> (StoreInspection, Environment) {
        let environment = try await PrivateSession.shared(state).environment
        let inspection = await SecretServiceStore(timeout: timeout, environment: environment).inspect()
        return (inspection, environment)
    }

    /// The facts that are known without a service.
    private func known(_ inspection: StoreInspection) -> Set<String> {
        Set(
            inspection.facts.compactMap { fact in
                switch fact {
                case .library(let name, let version): name + (version == nil ? "" : " with version")
                case .busAddress: "bus"
                case .owner: "owner"
                default: nil
                }
            })
    }
    private static let libraries: Set = ["libsecret-1.so.0", "GLib with version", "libgcrypt with version"]

    @Test("gnome-keyring: all of it, and no secret", .enabled(if: PrivateSession.isAvailable(.gnome)))
    func gnome() async throws {
        let session = try await PrivateSession.start(.gnome)
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        try await store.write(
            Redacted(Array("canary".utf8)), profile: "a", platformHost: "h", interaction: .never)
        let inspection = await SecretServiceStore(timeout: .seconds(30), environment: session.environment).inspect()
        await session.stop()
        #expect(inspection.failure == nil)
        let facts = inspection.facts
        #expect(known(inspection) == Self.libraries.union(["bus", "owner"]))
        #expect(facts.contains(.busAddress(session.environment.nonEmpty("DBUS_SESSION_BUS_ADDRESS") ?? "")))
        let owner = facts.firstNonNil { fact -> (String, Int?, String?)? in
            if case .owner(let name, let process, let program) = fact { (name, process, program) } else { nil }
        }
        #expect(owner?.0.hasPrefix(":") == true && owner?.1 != nil)
        #expect(owner?.2?.hasSuffix("gnome-keyring-daemon") == true, "\(String(describing: owner))")
        let path = "/org/freedesktop/secrets/collection/login"
        #expect(facts.contains(.defaultCollection(path: path)))
        #expect(facts.contains(.collection(path: path, label: "Login", isLocked: false)))
        #expect(facts.contains(.protection(.encrypted(algorithm: "dh-ietf1024-sha256-aes128-cbc-pkcs7"))))
        #expect(facts.contains(.items(count: 1, locked: 0)))
        #expect(facts.contains { if case .roundTrip = $0 { true } else { false } })
        #expect(!"\(inspection)".contains("canary"))
    }

    @Test(
        "KeePassXC: its program, its collection, and its encryption",
        .enabled(if: PrivateSession.isAvailable(.keepassxc)))
    func keepassxc() async throws {
        let (inspection, _) = try await inspection(.keepassxc)
        #expect(inspection.failure == nil)
        let path = "/org/freedesktop/secrets/collection/private"
        #expect(inspection.facts.contains(.collection(path: path, label: "Private session", isLocked: false)))
        #expect(inspection.facts.contains(.defaultCollection(path: path)))
        #expect(
            inspection.facts.contains(.protection(.encrypted(algorithm: "dh-ietf1024-sha256-aes128-cbc-pkcs7"))))
        #expect(
            inspection.facts.contains {
                if case .owner(_, _, let program?) = $0 { program.hasSuffix("keepassxc") } else { false }
            })
    }

    @Test("a locked keyring stays locked, and is seen to be", .enabled(if: PrivateSession.isAvailable(.locked)))
    func locked() async throws {
        let (inspection, environment) = try await inspection(.locked)
        #expect(inspection.failure == nil)
        let path = "/org/freedesktop/secrets/collection/login"
        #expect(inspection.facts.contains(.collection(path: path, label: "Login", isLocked: true)))
        await #expect(throws: StoreFailure.locked) {
            try await SecretServiceStore(timeout: .seconds(30), environment: environment).probe(interaction: .never)
        }
    }

    @Test("a service without encryption is said to have none")
    func plain() async throws {
        let (inspection, _) = try await inspection(.fake("plain"))
        #expect(inspection.failure == nil)
        #expect(inspection.facts.contains(.protection(.plain)))
    }

    @Test("a service that the bus can start is started, and then told of")
    func late() async throws {
        let session = try await PrivateSession.start(.fake("late=0.5"))
        let inspection = await SecretServiceStore(timeout: .seconds(30), environment: session.environment).inspect()
        await session.stop()
        #expect(inspection.failure == nil)
        #expect(known(inspection) == Self.libraries.union(["bus", "owner"]))
        #expect(inspection.facts.contains(.items(count: 0, locked: 0)))
    }

    @Test("what was found before the failure stays")
    func failures() async throws {
        let (nobus, _) = try await inspection(.nobus)
        #expect(nobus.failure == .noSessionBus)
        #expect(known(nobus) == Self.libraries)
        let (none, _) = try await inspection(.none)
        #expect(none.failure == .noService)
        #expect(known(none) == Self.libraries.union(["bus"]))
        let (hang, _) = try await inspection(.hang, timeout: .seconds(1))
        #expect(hang.failure == .noAnswer(after: .seconds(1)))
        #expect(known(hang) == Self.libraries.union(["bus", "owner"]))
        let (gone, _) = try await inspection(.fake("vanish=ReadAlias"))
        #expect(gone.failure == .noService)
        #expect(known(gone) == Self.libraries.union(["bus"]), "it was asked once more, and was gone")
    }

    @Test("a step without a sensible answer does not keep the others from theirs")
    func garbage() async throws {
        let (inspection, _) = try await inspection(.fake("garbage=key"))
        #expect(inspection.failure == .garbled)
        #expect(inspection.facts.contains(.items(count: 0, locked: 0)))
        #expect(!inspection.facts.contains { if case .protection = $0 { true } else { false } })
    }

    @Test("how secrets travelled is known after an access, and asks nobody")
    func protection() async throws {
        let session = try await PrivateSession.start(.fake("plain"))
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        #expect(await store.protection() == nil)
        try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        await session.stop()
        #expect(await store.protection() == .plain)
    }
}

extension Sequence {
    fileprivate func firstNonNil<Value>(_ value: (Element) -> Value?) -> Value? {
        lazy.compactMap(value).first
    }
}

import Ports
import TokenCache

/// What a bug report needs about the stores of a machine: no token, no secret, and of profiles nothing but the name.
struct Diagnosis: Sendable {
    /// What is known of one store.
    struct Findings: Sendable {
        let store: StoreName
        let facts: [StoreFact]
        /// Why it can't be used; nil where it can.
        let failure: StoreFailure?
    }

    let surroundings: Surroundings
    let programs: ProgramPlaces
    let configurationPath: String?
    let lockFolder: String?
    /// The profile whose store decides.
    let profile: String
    /// Its store; nil where something chooses what is none.
    let choice: StoreChoice?
    /// The stores in use, that one first.
    let findings: [Findings]
    /// Why no command would come as far as the store.
    private let settingsFailure: Failure?

    /// Finds out, within one time-out, and unlocks nothing.
    ///
    /// - Throws: `StoreFailure.cancelled`.
    init(_ context: Context) async throws {
        let world = context.world
        surroundings = Surroundings(world.environment, files: world.files)
        programs = world.files.programPlaces("coveo")
        lockFolder = world.locks.folder
        configurationPath = Configuration.path(world.environment)
        var failure: Failure?
        let configuration: Configuration
        do throws(Failure) {
            configuration = try context.configuration()
        } catch {
            failure = error
            configuration = Configuration(emptyFor: world.environment)
        }
        profile = context.profile(configuration)
        do throws(Failure) {
            choice = try StoreChoice(environment: world.environment, configuration: configuration, profile: profile)
        } catch {
            // Where the variable names no store, the profile's own is shown all the same; that one may be wrong, too.
            choice = try? StoreChoice(environment: Environment([:]), configuration: configuration, profile: profile)
            failure = failure ?? error
        }
        var stores = [choice?.name].compactMap { $0 }
        do throws(Failure) {
            if failure == nil { stores += try context.storesInUse().filter { !stores.contains($0) } }
        } catch {
            failure = error
        }
        settingsFailure = failure
        findings = try await Self.findings(on: stores, context)
    }

    /// Why a login could not be used; nil where it could.
    var failure: Failure? { settingsFailure ?? findings.first?.failure.map { Failure($0) } }

    /// The stores are asked at the same time.
    private static func findings(on stores: [StoreName], _ context: Context) async throws -> [Findings] {
        try await withThrowingTaskGroup(of: Findings.self) { group in
            for name in stores {
                let store = context.stores[name]
                group.addTask { try await findings(on: name, store) }
            }
            let found = try await group.reduce(into: [:]) { $0[$1.store] = $1 }
            return stores.compactMap { found[$0] }
        }
    }

    private static func findings(on name: StoreName, _ store: any Store) async throws -> Findings {
        let inspection = await store.inspect()
        var failure = inspection.failure
        do throws(StoreFailure) {
            // Where it can be spoken to: would it take a login? What a probe would mend is shown, and left as it is.
            if failure == nil, !inspection.facts.contains(where: \.isOpenToOthers) {
                try await store.probe(interaction: .never)
            }
        } catch {
            failure = error
        }
        if failure == .cancelled { throw StoreFailure.cancelled }
        return Findings(store: name, facts: inspection.facts, failure: failure)
    }
}

extension StoreFact {
    fileprivate var isOpenToOthers: Bool { if case .path(_, let found) = self { found.isOpenToOthers } else { false } }
}

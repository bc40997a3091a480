package import Ports

extension CredentialHelperStore {
    package func inspect() async -> StoreInspection {
        let found = StoreFact.program(name: program.name, path: program.path)
        do throws(StoreFailure) {
            let facts = try await perform(.never) { (helper) throws(StoreFailure) -> [StoreFact] in
                // Not every helper knows the verb, and none needs it.
                let version = (try? helper.version()).map { [StoreFact.version($0)] } ?? []
                let start = ContinuousClock.now
                let items = Self.items(try helper.list(isPatient: true))
                return version + [.roundTrip(.now - start), .items(count: items.count, locked: 0)]
            }
            return StoreInspection(facts: [found] + facts)
        } catch {
            return StoreInspection(facts: [found], failure: error)
        }
    }

    /// nil: nothing travels but through a pipe.
    package func protection() async -> StoreProtection? { nil }
}

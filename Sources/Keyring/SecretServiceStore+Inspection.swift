package import Ports

extension SecretServiceStore {
    package func inspect() async -> StoreInspection {
        do throws(StoreFailure) {
            return StoreInspection(
                facts: try await perform(.never) { (operation) throws(BusError) in
                    [.busAddress(operation.bus.address)]
                })
        } catch {
            return StoreInspection(failure: error)
        }
    }

    package func protection() async -> StoreProtection? {
        // Where the service can't be spoken to, nothing travels.
        try? await perform(.never) { (operation) throws(BusError) in operation.bus.protection }
    }
}

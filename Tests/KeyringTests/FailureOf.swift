import Ports

/// What a call of a store ends with; nil where it works.
func failure(of call: () async throws(StoreFailure) -> Void) async -> StoreFailure? {
    do throws(StoreFailure) {
        try await call()
        return nil
    } catch {
        return error
    }
}

package import Ports

extension SecretServiceStore {
    package func inspect() async -> StoreInspection {
        var known: [StoreFact] = []
        do throws(StoreFailure) {
            known = try LibSecret().facts
            known.append(.busAddress(try channel.connection.address().text))
            let findings = Findings(known)
            do throws(StoreFailure) {
                try await perform(.never) { (operation) throws(BusError) in try operation.inspect(findings) }
            } catch {
                findings.fail(error)
            }
            return findings.inspection
        } catch {
            return StoreInspection(facts: known, failure: error)
        }
    }

    package func protection() async -> StoreProtection? {
        channel.connection.protection
    }
}

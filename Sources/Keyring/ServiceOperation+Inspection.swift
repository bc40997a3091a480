internal import Ports

extension ServiceOperation {
    /// What is asked about, in this order.
    private enum Question: CaseIterable {
        case owner, defaultCollection, collections, protection, items
    }

    /// Finds out what a bug report needs. A question without a good answer is noted and does not keep the next from its
    /// turn, unless nobody is there any more to be asked. Unlocks nothing.
    func inspect(_ findings: Findings) throws(BusError) {
        // An operation is run again where the service was started anew meanwhile.
        findings.reset()
        for question in Question.allCases {
            do throws(BusError) {
                try ask(question, findings)
            } catch {
                if isOver(error) { throw error }
                findings.fail(error.storeFailure)
            }
        }
    }

    private func ask(_ question: Question, _ findings: Findings) throws(BusError) {
        switch question {
        case .owner: findings.add(try owner())
        case .defaultCollection:
            let start = ContinuousClock.now
            let path = try defaultCollection()
            findings.add(.roundTrip(.now - start))
            findings.add(.defaultCollection(path: path))
        case .collections:
            for path in try collections() { findings.add(try collection(path)) }
        case .protection:
            _ = try bus.session(watch: watch)
            if let protection = bus.protection { findings.add(.protection(protection)) }
        case .items:
            // A search in what is locked makes KeePassXC open a dialog.
            guard case .nothing = try whatHidesItems() else { return }
            let found = try search(ItemAttributes.query(profile: nil))
            findings.add(.items(count: found.unlocked.count + found.locked.count, locked: found.locked.count))
        }
    }

    /// Whether no further question has an answer.
    private func isOver(_ error: BusError) -> Bool {
        watch.verdict != nil || error.isDisconnected || error.isAbandoned || error.storeFailure == .noService
    }

    /// Who owns the service's name. One that the bus can start is started, as the first use would.
    private func owner() throws(BusError) -> StoreFact {
        let name: String
        do throws(BusError) {
            name = try nameOfOwner()
        } catch  where error.storeFailure == .noService {
            let arguments = [bus.library.string(SecretBus.serviceName), bus.library.number(0)]
            _ = try bus.ask(.startServiceByName, arguments, watch: watch)
            name = try nameOfOwner()
        }
        do throws(BusError) {
            let process = try bus.ask(.getProcess, [bus.library.string(name)], watch: watch)[0]?.number.map(Int.init)
            return .owner(name: name, process: process, program: process.flatMap(ProcessTable.program(of:)))
        } catch {
            if isOver(error) { throw error }
            // The bus does not tell everywhere, in containers for one.
            return .owner(name: name, process: nil, program: nil)
        }
    }

    private func nameOfOwner() throws(BusError) -> String {
        let answer = try bus.ask(.getNameOwner, [bus.library.string(SecretBus.serviceName)], watch: watch)
        guard let name = answer[0]?.text else { throw .unreadable }
        return name
    }

    private func collection(_ path: String) throws(BusError) -> StoreFact {
        let label = try property("Label", of: path, BusMethod.collectionInterface)?.text ?? ""
        return .collection(path: path, label: label, isLocked: try isLocked(path))
    }
}

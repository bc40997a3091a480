internal import Ports

extension ServiceOperation {
    /// Paths of items.
    struct Found {
        let unlocked: [String]
        let locked: [String]

        var isEmpty: Bool { unlocked.isEmpty && locked.isEmpty }
    }

    /// What is to be done with items that are looked for.
    enum Purpose {
        case read, write, delete
    }

    /// The items of `profile`. Where none shows because the collection is locked, it is unlocked first, or that is the
    /// error: some services don't tell what a locked collection holds.
    func items(of profile: String, to purpose: Purpose) throws(BusError) -> Found {
        let query = ItemAttributes.query(profile: profile)
        // The service agrees on the session's key while it is asked for the item.
        if purpose != .delete { bus.beginSession(watch: watch) }
        let found = if let waiting { try overdue(waiting.search) } else { try search(query) }
        guard found.isEmpty else { return found }
        switch try whatHidesItems() {
        case .nothing: return found
        case .lockedCollection(let collection):
            try unlock([collection])
            return try search(query)
        case .noCollection:
            // A write makes one, for which the service asks the person.
            if purpose == .write { return found }
            throw BusError(.locked)
        }
    }

    /// The items with these attributes.
    ///
    /// KeePassXC answers a search in a locked database, or in none, only when the person has closed the dialog that it
    /// opens for it. So where no answer comes for a while, the service is asked whether it is locked.
    func search(_ attributes: [String: String]) throws(BusError) -> Found {
        let call = bus.begin(
            SecretBus.servicePath, .searchItems, [bus.library.dictionary(attributes)], watch: watch)
        let answer = { (watch: Watch) throws(BusError) -> Found in
            let answer = try bus.wait(for: call, watch: watch)
            return Found(unlocked: answer[0]?.texts ?? [], locked: answer[1]?.texts ?? [])
        }
        if bus.isAnswered(call, within: Self.unsuspicious, watch: watch) { return try answer(watch) }
        return try overdue(answer)
    }

    /// How long the answer to a search may take before the service is asked why.
    static let unsuspicious = Duration.milliseconds(500)

    /// Waits for a search that takes its time, off the clock where that is a dialog's.
    private func overdue(_ search: (Watch) throws(BusError) -> Found) throws(BusError) -> Found {
        if case .nothing = try whatHidesItems() { return try search(watch) }
        guard interaction == .allowed else { throw BusError(.locked) }
        let answer = watch.whileDialogIsOpen(onDialog) { () -> Result<Found, BusError> in
            do throws(BusError) {
                return .success(try search(watch))
            } catch {
                return .failure(error)
            }
        }
        let found = try answer.get()
        if found.isEmpty {
            // One dialog is enough: nobody is asked a second time.
            guard case .nothing = try whatHidesItems() else { throw BusError(.dismissed) }
        }
        return found
    }

    /// Why a search may have found nothing although there is something.
    enum Hiding {
        case nothing
        /// The default collection is locked.
        case lockedCollection(String)
        /// The service has no collection at all: a KeePassXC in which no database is open, for one. Others come with
        /// one, or with one that lives as long as the session.
        case noCollection
    }

    /// Asked where a search found nothing, or takes its time.
    func whatHidesItems() throws(BusError) -> Hiding {
        if let collection = try defaultCollection() {
            return try isLocked(collection) ? .lockedCollection(collection) : .nothing
        }
        return try collections().isEmpty ? .noCollection : .nothing
    }
}

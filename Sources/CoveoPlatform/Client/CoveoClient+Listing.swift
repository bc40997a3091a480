import HTTP
import Ports

extension CoveoClient {
    /// How long the list of sources may lag behind a create.
    private static let lag = Duration.seconds(6)

    /// The pauses before the looks at the list: about 0.5, 1, 2 and 2 s, and what is missing to the list's lag, or to
    /// `least` where that is longer.
    package func listingPauses(least: Duration = .zero) -> [Duration] {
        var pauses = (1...4).map { policy.pause(after: min($0, 3), random: random) }
        let missing = max(least, Self.lag) - pauses.reduce(.zero, +)
        if missing > .zero { pauses.append(missing) }
        return pauses
    }

    /// Looks for the exact name `name` in the list of sources, again and again until it is shown.
    ///
    /// - Parameters:
    ///   - pauses: one before each look; about 6 s in all if left out.
    ///   - end: the uptime at which no look is begun any more, but after the pauses' sum; the policy's limit from now
    ///     if left out.
    ///
    /// Throws only what ends the whole: `TransportFailure.cancelled`, `CancellationError`.
    package func listing(
        of name: String, in organization: OrganizationID, pauses: [Duration]? = nil, until end: Duration? = nil
    ) async throws -> SourceListing {
        let pauses = pauses ?? listingPauses()
        return try await sighting(pauses: pauses, until: end) {
            let named = try await sources(in: organization).named(name)
            return named.isEmpty ? nil : named
        }
    }

    /// Reads the list of sources again and again, for whatever it does not show yet.
    ///
    /// - Parameters:
    ///   - pauses: one before each look; looks may go on for as long as they are in all, or the policy's limit.
    ///   - body: gets all sources, and whether this was the last look; returns false to stop.
    /// - Returns: why the last look that was made failed; nil where it did not.
    ///
    /// Throws only what ends the whole: `TransportFailure.cancelled`, `CancellationError`.
    package func eachLook(
        atSourcesIn organization: OrganizationID, pauses: [Duration],
        _ body: (_ sources: [SourceModel], _ isLast: Bool) async -> Bool
    ) async throws -> (any Error)? {
        var looks = 0
        let sighting = try await sighting(pauses: pauses) { () -> Bool? in
            looks += 1
            let sources = try await sources(in: organization)
            return await body(sources, looks == pauses.count) ? nil : true
        }
        if case .unread(let error) = sighting { return error }
        return nil
    }

    /// Looks for something that may have been created, again and again until it is shown.
    ///
    /// - Parameters:
    ///   - pauses: one before each look.
    ///   - end: the uptime at which no look is begun any more, but after the pauses' sum; the policy's limit from now
    ///     if left out.
    ///   - look: nil where it is not there.
    ///
    /// Throws only what ends the whole: `TransportFailure.cancelled`, `CancellationError`.
    func sighting<Found>(
        pauses: [Duration], until end: Duration? = nil, look: () async throws -> Found?
    ) async throws -> Sighting<Found> {
        let end = max(end ?? clock.uptime + policy.limit, clock.uptime + pauses.reduce(.zero, +))
        var sighting = Sighting<Found>.absent(isFinal: false)
        for (index, pause) in pauses.enumerated() {
            if clock.uptime + pause > end { break }
            do {
                try await clock.sleep(for: pause)
            } catch is CancellationError {
                throw TransportFailure.cancelled
            }
            do {
                if let found = try await look() { return .shown(found) }
                sighting = .absent(isFinal: index == pauses.count - 1)
            } catch TransportFailure.cancelled {
                throw TransportFailure.cancelled
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                sighting = .unread(error)
                if !Self.mayPass(error) { break }
            }
        }
        return sighting
    }

    /// Whether the list may be read at the next look. What else is refused once is refused again.
    private static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case PlatformFailure.server, PlatformFailure.rateLimited, PlatformFailure.incomplete,
            TransportFailure.cut, TransportFailure.timedOut,
            TransportFailure.unreachable:
            true
        default: false
        }
    }
}

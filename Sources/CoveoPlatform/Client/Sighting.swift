/// What looking says of something that may have been created, looked for several times, since lists lag behind.
package enum Sighting<Found> {
    /// It is there.
    case shown(Found)
    /// It is not there. `isFinal` is false where there was no time for all the looks.
    case absent(isFinal: Bool)
    /// The last look failed for this reason.
    case unread(any Error)
}

extension Sighting: Sendable where Found: Sendable {}

/// What the list of sources says of a name: all sources that have it, at least one.
package typealias SourceListing = Sighting<[SourceModel]>

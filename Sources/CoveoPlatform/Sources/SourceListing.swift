/// What the list of sources says of a name, looked at several times, since it lags behind a create.
package enum SourceListing: Sendable {
    /// All sources of the name, at least one.
    case shown([SourceModel])
    /// No source of the name. `isFinal` is false where there was no time for all the looks.
    case absent(isFinal: Bool)
    /// The last look failed for this reason.
    case unread(any Error)
}

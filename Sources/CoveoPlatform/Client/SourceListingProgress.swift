/// How far a list of sources has been read.
package struct SourceListingProgress: Equatable, Sendable {
    package let organization: OrganizationID
    /// Sources so far.
    package var count = 0
    /// How many there are; nil before the platform has said it.
    package var total: Int?
    /// Whether nothing more is read: all of it is there, or it failed.
    package var isOver = false

    package init(organization: OrganizationID) {
        self.organization = organization
    }
}

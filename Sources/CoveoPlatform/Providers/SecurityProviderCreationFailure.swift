/// No answer tells whether a POST has made a security provider; one of that ID is there, and differs from what was asked.
package struct SecurityProviderCreationFailure: Error, Equatable, Sendable {
    package let id: String
    package let mismatches: [SourceMismatch]

    package init(id: String, mismatches: [SourceMismatch]) {
        self.id = id
        self.mismatches = mismatches
    }
}

/// It is not known whether a POST has made what it was for: no answer tells, and neither does looking for it.
package struct UnknownOutcome: Error, Sendable {
    /// What was attempted.
    package let operation: PlatformOperation
    /// What it would be found under.
    package let name: String
    /// Why looking does not tell.
    package let list: SourceCreationFailure.List
    /// Why no answer does.
    package let cause: any Error

    package init(
        operation: PlatformOperation, name: String, list: SourceCreationFailure.List, cause: any Error
    ) {
        self.operation = operation
        self.name = name
        self.list = list
        self.cause = cause
    }
}

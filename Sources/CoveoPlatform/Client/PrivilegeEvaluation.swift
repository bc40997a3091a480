/// Whether a token has a privilege, and why not.
package struct PrivilegeEvaluation: Equatable, Sendable {
    package let isGranted: Bool
    /// `OPERATION_GRANTED`, `OPERATION_NOT_ALLOWED`, `OPERATION_FORBIDDEN_…`.
    package let codes: [String]

    package init(isGranted: Bool, codes: [String]) {
        self.isGranted = isGranted
        self.codes = codes
    }
}

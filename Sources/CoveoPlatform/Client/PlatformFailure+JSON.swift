package import JSON
package import Ports

extension PlatformFailure {
    /// An answer whose body was to be JSON, and can't be read as such.
    package init(_ failure: JSONFailure, in response: ReceivedResponse, to operation: PlatformOperation) {
        if case .tooDeep = failure {
            self = .tooDeep(operation)
        } else {
            self = .notJSON(operation, contentType: response.contentType)
        }
    }
}

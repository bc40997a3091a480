/// A value that must not be shown. It prints as `[redacted]` in every way Swift prints; reading it is a call that
/// shows in review.
package struct Redacted<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    /// The value, for the one place that sends or stores it.
    package func reveal() -> Value {
        value
    }

    /// The same secret in another form.
    package func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Redacted<Other> {
        Redacted<Other>(try transform(value))
    }

    package var description: String { "[redacted]" }
    package var debugDescription: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Redacted: Equatable where Value: Equatable {}
extension Redacted: Hashable where Value: Hashable {}

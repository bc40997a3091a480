package import Ports

/// The `state` of one login: ties the redirect to the request that we made (RFC 6749 section 10.12).
package struct LoginState: Sendable {
    /// 43 characters from 32 random bytes.
    package let value: Redacted<String>

    package init(random: any RandomBytes) {
        value = Redacted(Base64URL.text(random.bytes(32)))
    }

    package init(_ value: Redacted<String>) {
        self.value = value
    }

    /// Whether `candidate` is the beginning of this state, as it stands in an address that was cut.
    func isCut(_ candidate: String) -> Bool {
        candidate.utf8.count < value.reveal().utf8.count && value.reveal().utf8.starts(with: candidate.utf8)
    }

    /// Whether `candidate` is this state, in a time that depends on the lengths alone.
    package func matches(_ candidate: String) -> Bool {
        let expected = Array(value.reveal().utf8)
        let given = Array(candidate.utf8)
        guard expected.count == given.count, !expected.isEmpty else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(expected, given) { difference |= one ^ other }
        return difference == 0
    }
}

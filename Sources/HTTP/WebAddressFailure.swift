/// Why a text is no address that we send anything to.
package enum WebAddressFailure: Error, Equatable, Sendable {
    /// No absolute http or https address by RFC 3986, or a host that programs read differently: non-ASCII names (write
    /// them as `xn--…`), IPv4 addresses that are not four plain decimal numbers.
    case malformed
    /// http, and the host is not a loopback one.
    case insecure(host: String)
    /// Something stands before an `@`.
    case hasUserInfo
    /// Something stands after a `#`.
    case hasFragment
}

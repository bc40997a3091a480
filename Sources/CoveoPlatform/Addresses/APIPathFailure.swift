/// Why a text is no path on the platform. Nothing was sent.
package enum APIPathFailure: Error, Equatable, Sendable {
    /// There is nothing in it.
    case empty
    /// It begins like an address rather than a path: `host:port/…`, `user@host/…`, `scheme:…`.
    case notAPath
    /// A complete address that can't be understood.
    case malformedURL
    /// A complete address with a user or password in it, which are not repeated.
    case hasUserInfo
    /// A complete address that the token does not go to: elsewhere, or not below the platform's own base.
    case foreign(host: String)
    /// A complete address of one of the two hosts with a path of the other, which is at `base`.
    case misplaced(host: String, base: String)
    /// A control character, plain or percent-encoded in the path.
    case control
    /// A character that has to be percent-encoded; the text with all of them encoded.
    case unencoded(suggestion: String)
    /// `%` without two hexadecimal digits, or bytes in the path that are no UTF-8.
    case brokenEncoding
    /// `\`, which some programs take for a slash.
    case backslash
    /// `#` and what follows it, which is never sent.
    case fragment
    /// Something else than `{org}` in braces.
    case unfilled(String)
    /// `//`, which names a host at the beginning and is taken for one slash elsewhere, or an encoded slash or backslash
    /// right after a slash.
    case emptySegment
    /// `.` or `..` as a segment, spelled in any way.
    case dotSegment
    /// A path of the Push API, and the Push host is not known.
    case noPushHost
}

import HTTP
import HTTPTypes
import Testing

@Suite("Header fields")
struct FieldTests {
    @Test(
        "a credential, what says where a message goes or ends, and another method are not a caller's to set",
        arguments: [
            "Authorization", "AUTHORIZATION", "Proxy-Authorization", "Cookie", "Host", "Forwarded", "X-Forwarded-Host",
            "Content-Length", "Transfer-Encoding", "Trailer", "TE", "Expect", "Connection", "Proxy-Connection",
            "Keep-Alive", "Upgrade", "HTTP2-Settings", "Accept-Encoding", "User-Agent", "X-HTTP-Method-Override",
        ])
    func reserved(name: String) throws {
        #expect(try #require(HTTPField.Name(name)).isReserved)
    }

    @Test(
        "any other field is",
        arguments: ["Accept", "Accept-Language", "Content-Type", "If-None-Match", "X-Request-ID", "Content-Encoding"])
    func free(name: String) throws {
        #expect(try !#require(HTTPField.Name(name)).isReserved)
    }

    @Test(
        "a response's field is shown without what opens something",
        arguments: [
            ("Content-Type", "application/json", "application/json"),
            ("Set-Cookie", "session=canary", "[redacted]"), ("set-cookie2", "canary", "[redacted]"),
            ("X-Auth-Token", "canary", "[redacted]"), ("X-Amz-Signature", "canary", "[redacted]"),
            ("X-Api-Key", "canary", "[redacted]"), ("Authentication-Info", "canary", "[redacted]"),
            (
                "Location", "https://u:canary@a.example/x?code=canary#canary",
                "https://[redacted]@a.example/x?[redacted]"
            ),
            ("Location", "/x#access_token=canary", "/x#[redacted]"), ("Location", "/rest/x", "/rest/x"),
            ("Refresh", "0; url=https://a.example/?code=canary", "0; url=https://a.example/?[redacted]"),
            (
                "Link", #"<https://a.example/x?t=canary>; rel="next", <https://a.example/y>; rel="last""#,
                #"<https://a.example/x?[redacted]>; rel="next", <https://a.example/y>; rel="last""#
            ),
            // A sign with an accent on it is one character, and still means what it means.
            ("Location", "https://a.example/?\u{301}code=canary", "https://a.example/?[redacted]"),
            ("Location", "https://u:canary@\u{301}a.example/", "https://[redacted]@\u{301}a.example/"),
            ("Location", "https:/\u{301}/a?\u{301}x=canary,/?canary", "https:/\u{301}/a?[redacted],/?[redacted]"),
            ("X-Note", "what? this", "what? this"),
        ])
    func shown(name: String, value: String, expected: String) throws {
        let field = ShownField(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        #expect(field.value == expected)
        #expect(field.name == name)
    }
}

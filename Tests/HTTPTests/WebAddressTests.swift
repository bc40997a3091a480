import HTTP
import HTTPTypes
import Testing

@Suite("web addresses")
struct WebAddressTests {
    @Test("the parts of an address are what was written, scheme and host in lower case")
    func parts() throws {
        let address = try WebAddress("HTTPS://Platform.Example:8443/rest//a%2Fb/?x=1&y=%20?")
        #expect(address.scheme == "https")
        #expect(address.host == "platform.example")
        #expect(address.port == 8443)
        #expect(address.path == "/rest//a%2Fb/")
        #expect(address.query == "x=1&y=%20?")
        #expect(address.authority == "platform.example:8443")
        #expect(address.description == "https://platform.example:8443/rest//a%2Fb/?x=1&y=%20?")
    }

    @Test(
        "an address is written back in its plain form",
        arguments: [
            ("https://a.example", "https://a.example"), ("https://a.example/", "https://a.example/"),
            ("https://a.example:443/x", "https://a.example/x"), ("http://localhost:80", "http://localhost"),
            ("https://a.example?q", "https://a.example?q"), ("https://a.example?", "https://a.example?"),
            ("https://[2001:DB8:0:0:0:0:0:1]:8443/", "https://[2001:db8::1]:8443/"),
            ("http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/"),
            ("https://[::ffff:192.0.2.1]", "https://[::ffff:c000:201]"),
            ("https://[::]", "https://[::]"), ("https://[1:0:0:2:0:0:0:3]", "https://[1:0:0:2::3]"),
            ("https://[1:0:2:3:4:5:6:7]", "https://[1:0:2:3:4:5:6:7]"),
            ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
            ("https://a_b.example.", "https://a_b.example."), ("https://192.0.2.1:1", "https://192.0.2.1:1"),
        ])
    func plainForm(text: String, plain: String) throws {
        #expect(try WebAddress(text).description == plain)
        #expect(try WebAddress(plain).description == plain)
    }

    @Test(
        "http is for loopback hosts",
        arguments: [
            "http://localhost", "http://LOCALHOST:8080/x", "http://127.0.0.1", "http://127.255.255.254:9/",
            "http://[::1]/",
            "http://[0000:0000::0001]/",
        ])
    func loopback(text: String) throws {
        #expect(try WebAddress(text).scheme == "http")
    }

    @Test(
        "http to a host that only looks like a loopback one is refused",
        arguments: [
            ("http://platform.example/", "platform.example"), ("http://127.0.0.1.evil.com", "127.0.0.1.evil.com"),
            ("http://localhost.evil.com", "localhost.evil.com"), ("http://localhost.", "localhost."),
            ("http://evil-localhost", "evil-localhost"), ("http://128.0.0.1", "128.0.0.1"),
            ("http://0.0.0.0", "0.0.0.0"),
            ("http://[::2]", "::2"), ("http://[::ffff:127.0.0.1]", "::ffff:7f00:1"), ("http://[::]", "::"),
            ("http://127.0.0.1x", "127.0.0.1x"),
        ])
    func insecure(text: String, host: String) {
        #expect(throws: WebAddressFailure.insecure(host: host)) { try WebAddress(text) }
    }

    @Test(
        "user and password are refused",
        arguments: [
            "http://localhost@evil.com", "https://user:secret@a.example/", "https://@a.example", "https://a.example@/",
            "http://localhost:80@evil.com/", "https://a@b@c",
        ])
    func userInfo(text: String) {
        #expect(throws: WebAddressFailure.hasUserInfo) { try WebAddress(text) }
    }

    @Test(
        "a fragment is refused", arguments: ["https://a.example/#x", "https://a.example#", "https://a.example/?q#@b"])
    func fragment(text: String) {
        #expect(throws: WebAddressFailure.hasFragment) { try WebAddress(text) }
    }

    @Test(
        "what programs read differently is malformed",
        arguments: [
            "", "a.example", "/rest", "//a.example", "https:", "https:/a.example", "https:///x", "https://",
            "ftp://a.example",
            "file:///etc/passwd", "javascript:alert(1)", " https://a.example", "https://a.example ",
            "https://a.example/\n",
            "https://a.example/a b", "https://a.example\\@evil.com", "https://bücher.example", "https://ⓔvil.example",
            "https://a.example/é", "https://a..example", "https://.example", "https://a.example..", "https://.",
            "https://a%2eexample", "https://a.example:", "https://a.example:0", "https://a.example:65536",
            "https://a.example:8o",
            "https://a.example:+80", "https://a.example:80:80", "https://127.1", "https://0x7f.0.0.1",
            "http://2130706433",
            "http://0177.0.0.1", "http://127.0.0.01", "http://127.0.0.256", "http://127.0.0.1.", "http://0x7f000001",
            "https://1.2.3", "https://a.0x1f", "https://[::1", "https://::1", "https://[::1]x", "https://[]",
            "https://[1:2:3:4:5:6:7]", "https://[1:2:3:4:5:6:7:8:9]", "https://[1::2::3]", "https://[:::1]",
            "https://[g::1]",
            "https://[::12345]", "https://[fe80::1%25eth0]", "https://[1.2.3.4::]", "https://[::+1]",
            "https://[:1:2:3:4:5:6:7]",
            "https://a.example/%", "https://a.example/%4", "https://a.example/%zz", "https://a.example/?q=%+1",
            "https://a.example/<x>", "https://a.example/{x}", "https://a.example/\"",
            "https://" + String(repeating: "a", count: 64) + ".example", "https://a|b", "https://a,b", "https://a;b",
        ])
    func malformed(text: String) {
        #expect(throws: WebAddressFailure.malformed) { try WebAddress(text) }
    }

    @Test("names are whole segments, whatever they hold")
    func appending() throws {
        let base = try WebAddress("https://a.example/rest/")
        let name = "a/b?c#d%e ..\\é👩‍🚀+"
        let address = base.appending(["organizations", name], query: [("a&b", "c=d"), ("x", ""), ("page", "0")])
        #expect(
            address.description
                == "https://a.example/rest/organizations/a%2Fb%3Fc%23d%25e%20..%5C%C3%A9%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80%2B"
                + "?a%26b=c%3Dd&x=&page=0")
        #expect(try WebAddress(address.description) == address)
        #expect(PercentEncoding.decode(String(address.path.split(separator: "/")[2])) == name)
    }

    @Test(
        "a base's path and query are kept, without a doubled slash",
        arguments: [
            ("https://a.example", "https://a.example/x"), ("https://a.example/", "https://a.example/x"),
            ("https://a.example/b//", "https://a.example/b/x"),
            ("https://a.example/b?k=v", "https://a.example/b/x?k=v"),
        ])
    func base(text: String, result: String) throws {
        #expect(try WebAddress(text).appending(["x"]).description == result)
    }

    @Test("no segment leads upwards")
    func dots() throws {
        let base = try WebAddress("https://a.example/b?k=v")
        #expect(base.appending(["..", ".", "...", ""]).description == "https://a.example/b/%2E%2E/%2E/.../?k=v")
        #expect(base.appending([], query: [("l", "w")]).description == "https://a.example/b?k=v&l=w")
        #expect(base.appending([]) == base)
    }

    @Test("the head of a request carries scheme, authority, path and query")
    func head() throws {
        let head = try WebAddress("http://[::1]:8080?q=1").head(.post, fields: [.accept: "application/json"])
        #expect(head.method == .post)
        #expect(head.scheme == "http")
        #expect(head.authority == "[::1]:8080")
        #expect(head.path == "/?q=1")
        #expect(head.headerFields == [.accept: "application/json"])
        #expect(try WebAddress("https://a.example/x").head(.get).path == "/x")
    }

    @Test("an origin is scheme, host and port, however they are written")
    func origins() throws {
        let origin = try WebAddress("https://a.example/x?y").origin
        #expect(try WebAddress("HTTPS://A.EXAMPLE:443").origin == origin)
        for other in ["https://a.example:444", "https://a.example.", "https://b.a.example", "https://example"] {
            #expect(try WebAddress(other).origin != origin)
        }
        #expect(try WebAddress("http://localhost:443").origin != WebAddress("https://localhost").origin)
        #expect(origin.description == "https://a.example")
        #expect(try Origin(of: WebAddress("http://localhost:99/x").head(.get))?.description == "http://localhost:99")
        #expect(Origin(of: HTTPRequest(method: .get, scheme: "https", authority: nil, path: "/")) == nil)
    }
}

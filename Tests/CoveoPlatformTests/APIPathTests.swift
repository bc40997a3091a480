import CoveoPlatform
import HTTP
import HTTPTypes
import Support
import Testing

@Suite("Where a typed path leads")
struct APIPathTests {
    private static let hosts = "https://platform.cloud.coveo.com"
    private static let push = "https://api.cloud.coveo.com"

    private func path(
        _ text: String, at url: String = APIPathTests.hosts, push: String? = nil
    ) throws -> APIPath {
        try APIPath(text, organization: try Given.organization(), at: PlatformAddress(platformURL: url, pushURL: push))
    }

    @Test(
        "the Push API's paths lead to its host and all others to the platform, with or without the slash",
        arguments: [
            ("/rest/organizations", hosts + "/rest/organizations"), ("rest/x", hosts + "/rest/x"), ("/", hosts + "/"),
            ("/rest/x/", hosts + "/rest/x/"), ("/rest/x?a=b&c=//d/../e", hosts + "/rest/x?a=b&c=//d/../e"),
            ("?page=0", nil), ("/oauth/check_token", hosts + "/oauth/check_token"),
            ("/push/v1/organizations/{org}/files", push + "/push/v1/organizations/acme/files"),
            ("push/v1", push + "/push/v1"), ("/push/v1?x", push + "/push/v1?x"),
            ("/%70ush/v1/x", push + "/%70ush/v1/x"),
            ("/push/v10/x", hosts + "/push/v10/x"), ("/push%2Fv1/x", hosts + "/push%2Fv1/x"),
            ("/rest/push/v1/x", hosts + "/rest/push/v1/x"),
            ("/rest/{org}/a?o={org}&p={org}", hosts + "/rest/acme/a?o=acme&p=acme"),
            ("/rest/user@evil.example/x:80", hosts + "/rest/user@evil.example/x:80"),
            ("/@evil.example", hosts + "/@evil.example"), ("evil.example/x", hosts + "/evil.example/x"),
            ("/rest/a%2Fb%3Fc%23d%5Ce", hosts + "/rest/a%2Fb%3Fc%23d%5Ce"),
            ("/rest/https%3A%2F%2Fa.example", hosts + "/rest/https%3A%2F%2Fa.example"),
            ("/rest/...", hosts + "/rest/..."), ("/rest/a..b", hosts + "/rest/a..b"),
            ("/rest/100%25", hosts + "/rest/100%25"),
        ] as [(String, String?)])
    func places(text: String, address: String?) throws {
        guard let address else {
            #expect(throws: APIPathFailure.self) { try path(text) }
            return
        }
        let found = try path(text)
        #expect(found.address.description == address)
        #expect(found.isPush == address.hasPrefix(Self.push))
    }

    @Test(
        "what is read in different ways on the way is refused",
        arguments: [
            ("", .empty), ("?x", .empty), ("evil.example:443/x", .notAPath), ("user@evil.example/x", .notAPath),
            ("@evil.example/x", .notAPath), ("https:/evil.example", .notAPath), ("javascript:x", .notAPath),
            ("//", .emptySegment), ("//evil.example/x", .emptySegment), ("///x", .emptySegment),
            ("/rest//x", .emptySegment), ("/%2F%2Fevil.example", .emptySegment), ("/%2fx", .emptySegment),
            ("/%5cevil.example", .emptySegment), ("/%5C%5Cevil.example", .emptySegment), ("/%252Fx", .emptySegment),
            ("/\\evil.example", .backslash), ("\\\\evil.example", .backslash), ("/rest/x\\..\\y", .backslash),
            ("/rest/../oauth", .dotSegment), ("..", .dotSegment), ("/rest/.", .dotSegment), ("/./rest", .dotSegment),
            ("/rest/%2e%2E/x", .dotSegment), ("/rest/.%2e", .dotSegment), ("/rest/%2e?x", .dotSegment),
            ("/rest/..%2fx", .dotSegment), ("/rest/a%2f..%2fb", .dotSegment), ("/rest/a%5C..%5Cb", .dotSegment),
            ("/rest/%252e%252e/x", .dotSegment), ("/rest/%25252e./x", .dotSegment), ("/rest/..;a=b/x", .dotSegment),
            ("/push/v1/../../rest", .dotSegment),
            ("/rest/x#y", .fragment), ("/rest/%zz", .brokenEncoding), ("/rest/%", .brokenEncoding),
            ("/rest/%c0%ae%c0%ae/x", .brokenEncoding), ("/rest/x?%z", .brokenEncoding),
            ("/a\nHost: evil.example", .control), ("/a\r\n", .control), ("/a\tb", .control), ("/a\u{0}", .control),
            ("/a\u{7F}", .control), ("/a\u{9B}2J", .control),
            ("/a%0d%0aX: y", .unencoded(suggestion: "/a%0d%0aX:%20y")),
            ("/a%0d%0ab", .control), ("/a%00", .control), ("/a%2500", .control),
            ("/a b", .unencoded(suggestion: "/a%20b")), ("/{org}/a b", .unencoded(suggestion: "/{org}/a%20b")),
            ("/é?\"", .unencoded(suggestion: "/%C3%A9?%22")),
            ("/\u{202E}x", .unencoded(suggestion: "/%E2%80%AEx")), ("/{owner}/x", .unfilled("owner")),
            ("/x?q={\"a\":1}", .unencoded(suggestion: "/x?q=%7B%22a%22:1%7D")),
        ] as [(String, APIPathFailure)])
    func refused(text: String, failure: APIPathFailure) throws {
        #expect(throws: failure) { try path(text) }
    }

    @Test("a complete address of one of the two hosts is its path, however it is spelled")
    func complete() throws {
        #expect(try path(Self.hosts + "/rest/{org}?a").address.description == Self.hosts + "/rest/acme?a")
        #expect(try path("HTTPS://PLATFORM.cloud.coveo.com:443/rest").address.description == Self.hosts + "/rest")
        #expect(try path(Self.hosts).address.description == Self.hosts + "/")
        #expect(try path(Self.push + "/push/v1/x").address.description == Self.push + "/push/v1/x")
    }

    @Test(
        "no other complete address is, and a host with a path of the other neither",
        arguments: [
            ("https://evil.example/rest", .foreign(host: "evil.example")),
            (
                "https://platform.cloud.coveo.com.evil.example/rest",
                .foreign(host: "platform.cloud.coveo.com.evil.example")
            ),
            ("https://platform.cloud.coveo.com:8443/rest", .foreign(host: "platform.cloud.coveo.com:8443")),
            ("https://platform.cloud.coveo.com./rest", .foreign(host: "platform.cloud.coveo.com.")),
            ("http://platform.cloud.coveo.com/rest", .foreign(host: "platform.cloud.coveo.com")),
            ("http://127.0.0.1/rest", .foreign(host: "127.0.0.1")),
            ("https://platform.cloud.coveo.com@evil.example/rest", .hasUserInfo),
            ("https://user:canary@platform.cloud.coveo.com/rest", .hasUserInfo),
            ("ftp://platform.cloud.coveo.com/rest", .malformedURL), ("https:///rest", .malformedURL),
            ("https://platform.cloud.coveo.com/rest/../x", .dotSegment),
            ("https://platform.cloud.coveo.com//evil.example", .emptySegment),
            ("https://platform.cloud.coveo.com/push/v1/x", .misplaced(host: "platform.cloud.coveo.com", base: push)),
            ("https://api.cloud.coveo.com/rest/x", .misplaced(host: "api.cloud.coveo.com", base: hosts)),
        ] as [(String, APIPathFailure)])
    func foreign(text: String, failure: APIPathFailure) {
        #expect(throws: failure) { try path(text) }
    }

    @Test("a base with a path keeps it, and a complete address has to be below it")
    func base() throws {
        let url = "https://gateway.example/coveo"
        #expect(try path("/rest/x", at: url).address.description == url + "/rest/x")
        #expect(try path(url + "/rest/x", at: url).address.description == url + "/rest/x")
        #expect(throws: APIPathFailure.foreign(host: "gateway.example")) {
            try path("https://gateway.example/coveo2/rest", at: url)
        }
        #expect(throws: APIPathFailure.noPushHost) { try path("/push/v1/x", at: url) }
        let push = "http://localhost:9090/p"
        #expect(try path("/push/v1/x", at: url, push: push).address.description == push + "/push/v1/x")
    }

    @Test("an organization of any name is one segment")
    func organization() throws {
        let odd = try #require(Organization(try Given.json(#"{"id":"a/b?c"}"#)))
        let path = try APIPath(
            "/rest/{org}/x", organization: OrganizationID(of: odd),
            at: PlatformAddress(region: .us, environment: .production))
        #expect(path.address.path == "/rest/a%2Fb%3Fc/x")
        #expect(APIPath.needsOrganization("/x?{org}") && !APIPath.needsOrganization("/{Org}"))
    }

    @Test("whatever is put together of pieces that bite: it is refused, or it leads to one of the two hosts, unchanged")
    func property() throws {
        let pieces = [
            "/", "//", "\\", ".", "..", "%2e", "%2F", "%5c", "%25", "%252e", "@", ":", ":80", "evil.example",
            "https://",
            "http:", "?", "#", ";", "push", "v1", "rest", "{org}", "platform.cloud.coveo.com", "api.cloud.coveo.com",
            "\r\n",
            "\u{0}", " ", "é", "a", "[", "]", "&",
        ]
        let address = try PlatformAddress(region: .us, environment: .production)
        var random = SeededRandom(seed: 20)
        var taken = 0
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...7, using: &random)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            // What is refused can do no harm.
            guard let path = try? APIPath(text, organization: Given.organization(), at: address) else { continue }
            taken += 1
            let head = path.address.head(.get)
            let host = path.isPush ? "api.cloud.coveo.com" : "platform.cloud.coveo.com"
            #expect(head.scheme == "https" && head.authority == host, "\(text)")
            let target = try #require(head.path)
            #expect(target.hasPrefix("/") && !target.hasPrefix("//"), "\(text)")
            #expect(target.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }, "\(text)")
            let segments = target.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
            #expect(!segments.contains { [".", ".."].contains(PercentEncoding.decode($0)) }, "\(text)")
            let typed = text.split(separator: "{org}", omittingEmptySubsequences: false).joined(separator: "acme")
            #expect(typed.hasSuffix(target.dropFirst()), "\(text)")
        }
        #expect(taken > 1_000)
    }
}

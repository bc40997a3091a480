import HTTP
import HTTPTypes
import Ports
import Support
import Testing

@Suite("what a refusal quotes")
struct EchoTransportTests {
    private static let secret = #"s3cret/+"\~A8=="#

    /// What comes back for a request with these secrets where the server answers so.
    private func answer(
        _ status: Int, _ body: String, form: String? = nil, authorization: String? = nil
    ) async throws -> ReceivedResponse {
        var sent = try request(method: .post)
        if let form {
            sent.head.headerFields[.contentType] = "application/x-www-form-urlencoded"
            sent.body = Array(form.utf8)
        }
        sent.head.headerFields[.authorization] = authorization
        let base = ScriptedTransport { _, _ in .plain(body, status: status, fields: [.wwwAuthenticate: body]) }
        return try await EchoTransport(base).send(sent)
    }

    /// Every way in which a text may hold the secret.
    private static let quotes = [
        secret, PercentEncoding.encode(secret), PercentEncoding.encodeForm(secret), #"s3cret/+\"\\~A8=="#,
        #"s3cret\/+\"\\~A8=="#,
        // As System.Text.Json and Gson write it, wholly escaped, JSON in JSON, HTML, and lower-case percents.
        #"s3cret/\u002B\u0022\\~A8=="#, #"s3cret/+\"\\~A8\u003d\u003D"#,
        #"\u0073\u0033\u0063\u0072\u0065\u0074\u002f\u002b\u0022\u005c\u007e\u0041\u0038\u003d\u003d"#,
        #"s3cret\\/\\u002b\\\"\\\\~A8=="#, #"s3cret/&#43;&quot;\~A8&#x3D;&equals;"#,
        #"s3cret%2f%2b%22%5c~A8%3d="#,
    ]

    @Test("of a token, a code, a client's secret is taken out, in the body and in the fields", arguments: quotes)
    func forms(quote: String) async throws {
        for name in ["code", "code_verifier", "client_secret", "refresh_token", "device_code", "token"] {
            let form = PercentEncoding.encodeForm([("grant_type", "x"), (name, Self.secret)])
            let got = try await answer(400, "bad '\(quote)', x", form: form)
            #expect(String(decoding: got.body, as: UTF8.self) == "bad '[redacted]', x", "\(name)")
            #expect(got.head.headerFields[.wwwAuthenticate] == "bad '[redacted]', x")
        }
    }

    @Test("of Authorization, too, and what Basic hides", arguments: quotes)
    func authorization(quote: String) async throws {
        let bearer = try await answer(401, "Invalid access token: \(quote)", authorization: "Bearer \(Self.secret)")
        #expect(String(decoding: bearer.body, as: UTF8.self) == "Invalid access token: [redacted]")
        // own:s3cret%2F%2B%22%5C%7EA8%3D%3D
        let pair = "b3duOnMzY3JldCUyRiUyQiUyMiU1QyU3RUE4JTNEJTNE"
        let basic = try await answer(401, "\(quote) of \(pair)", authorization: "Basic \(pair)")
        #expect(String(decoding: basic.body, as: UTF8.self) == "[redacted] of [redacted]")
    }

    @Test("an error that comes with 200 is one; what grants something is passed on to the byte")
    func success() async throws {
        let form = PercentEncoding.encodeForm([("refresh_token", Self.secret)])
        let error = try await answer(200, #"{"error":"x","y":"\#(Self.secret)"}"#, form: form)
        #expect(String(decoding: error.body, as: UTF8.self) == #"{"error":"x","y":"[redacted]"}"#)
        let grant = #"{"access_token":"a","refresh_token":"\#(Self.secret)"}"#
        #expect(try await answer(200, grant, form: form).body == Array(grant.utf8))
        let data = try await answer(200, Self.secret, authorization: "Bearer \(Self.secret)")
        #expect(data.body == Array(Self.secret.utf8))
    }

    @Test("beyond ASCII, too; what only looks like the secret stays")
    func others() async throws {
        let form = PercentEncoding.encodeForm([("device_code", "dévice-\u{1F511}-code")])
        for quote in [
            "dévice-\u{1F511}-code", #"d\u00e9vice\u002d\uD83D\uDD11-code"#, "d&#233;vice-%F0%9F%94%91-code",
        ] {
            let got = try await answer(400, #"{"error":"x","y":"\#(quote)"}"#, form: form)
            #expect(String(decoding: got.body, as: UTF8.self) == #"{"error":"x","y":"[redacted]"}"#, "\(quote)")
        }
        for other in [#"d\u00e9vice\u002d\uD83D"#, #"d\u00e9vice-\u"#, "d%C3", "d&#", #"dévice\"#, "device-code"] {
            let got = try await answer(400, other, form: form)
            #expect(String(decoding: got.body, as: UTF8.self) == other)
        }
    }

    @Test(
        "a refusal that is nothing but backslashes is looked through but once, up to what it quotes",
        .timeLimit(.minutes(2)))
    func backslashes() async throws {
        let form = PercentEncoding.encodeForm([("device_code", Self.secret)])
        let run = String(repeating: "\\", count: 1 << 17)
        let got = try await answer(400, run + Self.secret, form: form)
        #expect(got.body.count < run.utf8.count + 20)
        #expect(got.body.suffix(10).elementsEqual("[redacted]".utf8))
    }

    @Test("a secret so short that it is in many words is none: the public client's is 'cli'")
    func short() async throws {
        let got = try await answer(400, "client cli", form: "client_secret=cli", authorization: "Basic Y2xpOmNsaQ==")
        #expect(String(decoding: got.body, as: UTF8.self) == "client cli")
    }
}

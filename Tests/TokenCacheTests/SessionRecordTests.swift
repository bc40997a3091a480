import Foundation
import OAuth2
import Ports
import Support
import Testing
import TokenCache

/// Sessions that tests use.
enum Sample {
    static let start = Date(timeIntervalSince1970: 1_767_323_045)

    static let whole = Session(
        platformURL: "https://platform.cloud.coveo.com", pushURL: "https://api.cloud.coveo.com",
        client: OAuthClient(id: "cli", authentication: .basic(Redacted("cli"))),
        tokenEndpoint: "https://platform.cloud.coveo.com/oauth/token",
        revocationEndpoint: "https://platform.cloud.coveo.com/revoke", typedEndpoints: [.revocationEndpoint],
        tokens: TokenSet(
            accessToken: Redacted("canary-a"), expiresAt: start + 86_400, refreshToken: Redacted("canary-r"),
            scopes: ["full"]),
        account: "jané@example.com", organization: "myorg", scopes: ["full"],
        requestedScopes: ["full", "offline"], issuedAt: start, way: .browser)

    static let least = Session(
        platformURL: "http://127.0.0.1:8080", tokens: TokenSet(accessToken: Redacted("xx-key")), issuedAt: start,
        way: .withToken)

    /// A record as JSON, in the store under `default`.
    static func store(_ record: String) async throws -> (MemoryStore, SessionStore) {
        let store = MemoryStore()
        try await store.write(
            Redacted(Array(record.utf8)), profile: "default", platformHost: "h", interaction: .allowed)
        return (store, SessionStore(store: store, interaction: .never))
    }
}

@Suite("The session's record")
struct SessionRecordTests {
    private func read(_ record: String) async throws -> Session? {
        try await Sample.store(record).1.read("default")
    }

    private static let record = #"""
        {"version":1,"platformUrl":"https://p.example","way":"browser","issuedAt":"2026-01-02T03:04:05Z",
        "tokens":{"accessToken":"canary","tokenType":"Bearer","expiresAt":"2026-01-03T03:04:05Z"},
        "clientId":"cli","clientAuth":"basic","clientSecret":"canary","scopes":["full"]}
        """#

    @Test("a session is read as it was written", arguments: [Sample.whole, Sample.least])
    func roundTrip(session: Session) async throws {
        let memory = MemoryStore()
        try await SessionStore(store: memory, interaction: .allowed).write(session, profile: "p")
        let sessions = SessionStore(store: memory, interaction: .allowed)
        #expect(try await sessions.read("p") == session)
    }

    @Test(
        "every way to authenticate a client is kept",
        arguments: [OAuthClient.Authentication.none, .basic(Redacted("s")), .post(Redacted("s"))])
    func clients(authentication: OAuthClient.Authentication) async throws {
        var session = Sample.least
        session.client = OAuthClient(id: "own", authentication: authentication)
        let sessions = SessionStore(store: MemoryStore(), interaction: .allowed)
        try await sessions.write(session, profile: "p")
        #expect(try await sessions.read("p")?.client == session.client)
    }

    @Test("every way to log in is kept under its public name", arguments: Session.Way.allCases)
    func ways(way: Session.Way) async throws {
        #expect(["browser", "no-browser", "device", "with-token"].contains(way.rawValue))
        var session = Sample.least
        session.way = way
        let sessions = SessionStore(store: MemoryStore(), interaction: .allowed)
        try await sessions.write(session, profile: "p")
        #expect(try await sessions.read("p")?.way == way)
    }

    @Test("the record is one JSON object with a version and times in UTC")
    func form() async throws {
        let memory = MemoryStore()
        try await SessionStore(store: memory, interaction: .allowed).write(Sample.least, profile: "p")
        #expect(
            memory.text("p")
                == #"{"version":1,"platformUrl":"http://127.0.0.1:8080","way":"with-token","scopes":[],"#
                + #""issuedAt":"2026-01-02T03:04:05Z","tokens":{"accessToken":"xx-key","tokenType":"Bearer"}}"#)
    }

    @Test("keys that we don't know survive a change, and a value that went away does not")
    func unknownKeys() async throws {
        let record = String(Self.record.dropLast()) + #","later":{"a":1.0},"account":"old"}"#
        let (memory, sessions) = try await Sample.store(
            record.replacing(#""accessToken""#, with: #""later":[1e0],"accessToken""#))
        var session = try #require(try await sessions.read("default"))
        session.organization = "neworg"
        session.account = nil
        session.tokens.expiresAt = nil
        try await sessions.write(session, profile: "default")
        let written = try #require(memory.text("default"))
        #expect(written.contains(#""later":{"a":1.0}"#))
        #expect(written.contains(#""later":[1e0]"#))
        #expect(written.contains(#""organization":"neworg""#))
        #expect(!written.contains("account") && !written.contains("expiresAt"))
    }

    @Test("a record from before typed endpoints and asked scopes were kept reads as not knowing them")
    func older() async throws {
        let session = try #require(try await read(Self.record))
        #expect(session.typedEndpoints == nil && session.requestedScopes == nil)
    }

    @Test("which endpoints were typed is kept by their names; a name that we don't know is none")
    func typedEndpoints() async throws {
        let (memory, sessions) = try await Sample.store(
            String(Self.record.dropLast()) + #","typedEndpoints":["tokenEndpoint","parEndpoint"]}"#)
        var session = try #require(try await sessions.read("default"))
        #expect(session.typedEndpoints == [.tokenEndpoint])
        session.typedEndpoints = Set(Session.Endpoint.allCases)
        try await sessions.write(session, profile: "default")
        #expect(
            memory.text("default")?.contains(
                #""typedEndpoints":["authorizationEndpoint","deviceAuthorizationEndpoint","tokenEndpoint","#
                    + #""revocationEndpoint"]"#) == true)
        session.typedEndpoints = []
        try await sessions.write(session, profile: "default")
        #expect(try await sessions.read("default")?.typedEndpoints == [])
    }

    @Test("a record of a later version is named, and left alone")
    func newer() async throws {
        let (memory, sessions) = try await Sample.store(#"{"version":2,"everything":"else"}"#)
        await #expect(throws: SessionFailure.newerVersion(found: 2, known: 1)) { try await sessions.read("default") }
        #expect(memory.text("default") == #"{"version":2,"everything":"else"}"#)
        #expect(!memory.calls.contains("delete default"))
    }

    @Test("what is no record is damaged", arguments: ["", "canary", #"{"version":1,"tokens":{"accessToken":"canary"#])
    func notJSON(record: String) async {
        await #expect(throws: SessionFailure.damaged(.notJSON)) { try await read(record) }
    }

    @Test("JSON that is no object is damaged", arguments: ["[]", "null", "\"canary\"", "1"])
    func notAnObject(record: String) async {
        await #expect(throws: SessionFailure.damaged(.notAnObject)) { try await read(record) }
    }

    @Test(
        "a field that is missing is named",
        arguments: ["version", "platformUrl", "way", "issuedAt", "tokens", "clientAuth", "clientSecret"])
    func missing(field: String) async {
        let record = Self.record.replacing("\"\(field)\":", with: "\"x-\(field)\":")
        await #expect(throws: SessionFailure.damaged(.missing(field: field))) { try await read(record) }
    }

    @Test("a token that is missing is named with its path", arguments: ["accessToken", "tokenType"])
    func missingToken(field: String) async {
        let record = Self.record.replacing("\"\(field)\":", with: "\"x-\(field)\":")
        await #expect(throws: SessionFailure.damaged(.missing(field: "tokens.\(field)"))) { try await read(record) }
    }

    @Test(
        "a field that holds something else is named, without what it holds",
        arguments: [
            (#""version":1"#, #""version":"canary""#, "version"), (#""version":1"#, #""version":0"#, "version"),
            (#""https://p.example""#, #""canary""#, "platformUrl"), (#""https://p.example""#, "1", "platformUrl"),
            (#""browser""#, #""canary""#, "way"), (#""2026-01-02T03:04:05Z""#, #""canary""#, "issuedAt"),
            (#""2026-01-03T03:04:05Z""#, "5", "tokens.expiresAt"), (#"["full"]"#, #"[1,"canary"]"#, "scopes"),
            (#"["full"]"#, #""full""#, "scopes"), (#""scopes":["#, #""requestedScopes":[1,"#, "requestedScopes"),
            (#""scopes":["full"]"#, #""typedEndpoints":"canary""#, "typedEndpoints"),
            (#""basic""#, #""canary""#, "clientAuth"),
            (#""accessToken":"canary""#, #""accessToken":"a\nb""#, "tokens.accessToken"),
            (#""accessToken":"canary""#, #""accessToken":"""#, "tokens.accessToken"),
        ])
    func invalid(old: String, new: String, field: String) async {
        let record = Self.record.replacing(old, with: new)
        await #expect(throws: SessionFailure.damaged(.invalid(field: field))) { try await read(record) }
    }

    @Test("a session prints as nothing that can be used")
    func redaction() {
        var dumped = ""
        dump(Sample.whole, to: &dumped)
        #expect(!"\(Sample.whole)".contains("canary") && !dumped.contains("canary"))
    }
}

import CoveoPlatform
import FoundationEssentials
import HTTP
import JSON
import OAuth2
import Ports
import TokenCache

@testable import CoveoCommands

/// Every fact that a room can throw, each with the exit code that the contract gives it.
enum FailureCatalogue {
    struct Entry: Sendable {
        let error: any Error
        let code: ExitCode

        init(_ error: any Error, _ code: ExitCode) {
            self.error = error
            self.code = code
        }
    }

    /// All of them, room by room.
    static let rooms: [(room: String, entries: [Entry])] = [
        ("transport", transport), ("store", store), ("stores", stores), ("session", session), ("oauth", oauth),
        ("renewal", renewal),
        ("metadata", metadata), ("platform", platform), ("operations", operations), ("providers", providers),
        ("addresses", addresses), ("drafts", drafts), ("changes", changes), ("sources", sources), ("files", files),
        ("manifests", manifests), ("calls", calls),
    ]

    private static let certificates: [CertificateProblem] = [
        .untrusted(authority: "Our\u{1B}[2J authority"), .untrusted(authority: nil), .selfSigned,
        .expired(Date(timeIntervalSince1970: 1_600_000_000)), .notYetValid(Date(timeIntervalSince1970: 2_000_000_000)),
        .otherHost(names: ["*.example", "\u{202E}evil.example"]), .otherHost(names: []),
    ]

    private static let proxies: [ProxyProblem] = [
        .unknownName, .unreachable, .credentialsMissing, .credentialsRefused,
        .refused(server: "platform.example", status: nil), .refused(server: "platform.example", status: 403),
        .refused(server: "platform.example", status: 502),
    ]

    private static let transport: [Entry] =
        [
            Entry(TransportFailure.unknownHost(host: "platform.example"), .unavailable),
            Entry(TransportFailure.unreachable(host: "127.0.0.1:8080"), .unavailable),
            Entry(TransportFailure.fewDescriptors(host: "platform.example"), .configuration),
            Entry(
                TransportFailure.insecure(host: "platform.example", reason: "it does not speak\u{1B}[2J"), .unavailable),
            Entry(TransportFailure.wrongScheme(host: "127.0.0.1:8443", speaksTLS: true), .unavailable),
            Entry(TransportFailure.wrongScheme(host: "127.0.0.1:8080", speaksTLS: false), .unavailable),
        ]
        + certificates.map { Entry(TransportFailure.certificate(host: "platform.example", $0), .unavailable) }
        + [
            Entry(TransportFailure.cut(host: "platform.example"), .unavailable),
            Entry(TransportFailure.timedOut(host: "platform.example", after: .seconds(30)), .temporary),
            Entry(TransportFailure.tooLarge(host: "platform.example", limit: 1_048_576), .protocolBroken),
            Entry(TransportFailure.malformed(host: "platform.example"), .protocolBroken),
        ]
        + proxies.map { Entry(TransportFailure.proxy(host: "proxy.example:3128", $0), .unavailable) }
        + [ProxyProblem.noAddress, .unsupportedScheme("socks5"), .noPort].map {
            Entry(TransportFailure.proxy(host: "https_proxy", $0), .unavailable)
        }
        + [
            Entry(TransportFailure.cancelled, .interrupted),
            Entry(BearerFailure.foreignOrigin(host: "elsewhere.example"), .noPermission),
            Entry(CancellationError(), .interrupted),
            Entry(CocoaError(.fileNoSuchFile), .software),
        ]

    private static let store: [Entry] = [
        Entry(StoreFailure.notInstalled(library: "libsecret-1.so.0"), .configuration),
        Entry(StoreFailure.noSessionBus, .configuration),
        Entry(StoreFailure.noService, .configuration),
        Entry(StoreFailure.noCollection, .configuration),
        Entry(StoreFailure.locked, .configuration),
        Entry(StoreFailure.dismissed, .configuration),
        Entry(StoreFailure.noAnswer(after: .seconds(5)), .configuration),
        Entry(StoreFailure.denied, .configuration),
        Entry(StoreFailure.garbled, .configuration),
        Entry(StoreFailure.unfit(reason: "the profile's name holds a NUL"), .configuration),
        Entry(StoreFailure.other(domain: "g-dbus-error-quark", code: 19), .configuration),
        Entry(StoreFailure.cancelled, .interrupted),
    ]

    private static let session: [Entry] = [
        Entry(SessionFailure.locked, .configuration),
        Entry(SessionFailure.newerVersion(found: 2, known: 1), .configuration),
        Entry(SessionFailure.damaged(.notJSON), .configuration),
        Entry(SessionFailure.damaged(.notAnObject), .configuration),
        Entry(SessionFailure.damaged(.missing(field: "tokens.accessToken")), .configuration),
        Entry(SessionFailure.damaged(.invalid(field: "way")), .configuration),
        Entry(TokenCacheFailure.notLoggedIn(profile: "default"), .noPermission),
        Entry(TokenCacheFailure.notLoggedIn(profile: "work"), .noPermission),
        Entry(TokenCacheFailure.expired(at: Date(timeIntervalSince1970: 1_767_323_045)), .noPermission),
        Entry(TokenCacheFailure.givenTokenExpired(at: Date(timeIntervalSince1970: 1_767_323_045)), .noPermission),
        Entry(TokenCacheFailure.unfitToken, .noPermission),
    ]

    private static let oauth: [Entry] = [
        Entry(
            OAuth2Failure.refusedAtRedirect(OAuthError(code: "access_denied", description: "Ann said no")),
            .noPermission),
        Entry(OAuth2Failure.refusedAtRedirect(OAuthError(code: "access_denied")), .noPermission),
        Entry(OAuth2Failure.refusedAtRedirect(OAuthError(code: "invalid_scope\u{1B}[1m")), .noPermission),
        Entry(OAuth2Failure.refusedAtRedirect(OAuthError(code: "temporarily_unavailable")), .temporary),
        Entry(OAuth2Failure.refusedAtRedirect(OAuthError(code: "server_error", description: "oops")), .unavailable),
        Entry(OAuth2Failure.refusedAtRedirect(OAuthError(code: "invalid_scope", description: "full")), .noPermission),
        Entry(
            OAuth2Failure.deviceRefused(OAuthError(code: "access_denied", description: "Ann said no")), .noPermission),
        Entry(OAuth2Failure.deviceRefused(OAuthError(code: "access_denied")), .noPermission),
        Entry(OAuth2Failure.deviceCodeExpired, .temporary),
        Entry(
            OAuth2Failure.wrongIssuer(expected: "https://as.example", given: "https://evil.example\u{1B}[1m"),
            .protocolBroken),
        Entry(OAuth2Failure.wrongIssuer(expected: "https://as.example", given: nil), .protocolBroken),
        Entry(OAuth2Failure.rateLimited(status: 429), .temporary),
        Entry(OAuth2Failure.rateLimited(status: 429, retryAfter: anHour), .temporary),
        Entry(OAuth2Failure.blocked(status: 403), .unavailable),
        Entry(OAuth2Failure.timedOut(after: .seconds(300)), .temporary),
        Entry(
            OAuth2Failure.noRedirect(.portsTaken(ports: [52_296, 32_111], holders: [52_296: "node (pid 812)"])),
            .unavailable),
        Entry(OAuth2Failure.noRedirect(.refused(port: 80, code: 13)), .unavailable),
        Entry(OAuth2Failure.pasteEnded, .usage),
        Entry(
            OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "invalid_grant", description: "used")),
            .noPermission),
        Entry(OAuth2Failure.tokenRefused(status: 401, OAuthError(code: "invalid_client")), .noPermission),
        Entry(OAuth2Failure.rejected(status: 404, contentType: "text/html"), .noPermission),
        Entry(OAuth2Failure.emptyAnswer(status: 400), .noPermission),
        Entry(OAuth2Failure.emptyAnswer(status: 200), .protocolBroken),
        Entry(OAuth2Failure.serverError(status: 503), .unavailable),
        Entry(
            OAuth2Failure.serverError(status: 503, retryAfter: RetryAfter(.seconds(5), asked: anHour.asked)),
            .unavailable),
        Entry(OAuth2Failure.serverError(status: 503, retryAfter: anHour), .temporary),
        Entry(OAuth2Failure.redirected(status: 302), .protocolBroken),
        Entry(OAuth2Failure.unexpectedStatus(204), .protocolBroken),
        Entry(OAuth2Failure.notJSON(status: 200, contentType: "text/html"), .protocolBroken),
        Entry(OAuth2Failure.notJSON(status: 200, contentType: nil), .protocolBroken),
        Entry(OAuth2Failure.notJSON(status: 200, contentType: "application/json"), .protocolBroken),
        Entry(OAuth2Failure.missingField("access_token"), .protocolBroken),
        Entry(OAuth2Failure.malformedField("token_type"), .protocolBroken),
        Entry(OAuth2Failure.unsupportedTokenType("mac"), .protocolBroken),
        Entry(OAuth2Failure.tooLarge(limit: 1_048_576), .protocolBroken),
    ]

    private static let files: [Entry] = [
        Entry(FileFailure.noFolder(path: "/dev/null/.config", code: 20), .noInput),
        Entry(MachineFailure.fewDescriptors(needed: 24), .configuration),
        Entry(MachineFailure.littleMemory(limit: 64 << 20, needed: 128 << 20), .configuration),
        Entry(FileFailure.absent(path: "model.json"), .noInput),
        Entry(FileFailure.denied(path: "model.json"), .noInput),
        Entry(FileFailure.isDirectory(path: "models"), .noInput),
        Entry(FileFailure.tooLarge(path: "model.json", limit: 16_777_216), .noInput),
        Entry(FileFailure.system(path: "a\u{7}b", code: 5), .noInput),
        Entry(TerminalFailure.outputLost(code: 9), .cantCreate),
        Entry(TerminalFailure.inputTooLarge(limit: 65_536), .data),
        Entry(TerminalFailure.inputLost(code: 5), .noInput),
        Entry(TerminalFailure.cancelled, .interrupted),
        Entry(JSONFailure.empty, .data),
        Entry(JSONFailure.syntax(line: 1, column: 2, found: "}"), .data),
        Entry(JSONFailure.syntax(line: 3, column: 1, found: nil), .data),
        Entry(JSONFailure.tooDeep(limit: 512), .data),
        Entry(JSONFailure.duplicateKey(key: "name", line: 2, column: 3), .data),
        Entry(JSONFailure.notUTF8(line: 1, column: 9), .data),
        Entry(JSONFailure.trailing(line: 2, column: 1), .data),
        Entry(JSONFailure.notAnObject(path: ["a", "b"]), .data),
    ]
}

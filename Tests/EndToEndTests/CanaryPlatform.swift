import Foundation
import Support
import Synchronization

/// A platform and its authorization server, which hand out canaries, and on bad days quote every secret that they get.
final class CanaryPlatform: Sendable {
    /// What is wrong.
    enum Day: String, CaseIterable, Sendable {
        case good, refusing, unauthorized, forbidden, limited, failing, redirecting, page, garbage, cut, down, noStore
    }

    private final class Mood: Sendable {
        let day = Mutex(Day.good)
    }

    private let meddler: Meddler
    private let mood = Mood()

    init(_ sandbox: Sandbox) throws {
        let mood = mood
        meddler = try Meddler(to: sandbox.port) { request in
            switch mood.day.withLock({ $0 }) {
            case .good, .noStore: Self.goodDeed(request)
            case let day: .answer(Self.badAnswer(to: request, on: day))
            }
        }
    }

    var url: String { meddler.url }

    /// The addresses of all requests.
    var targets: String { meddler.requests.map(\.target).joined(separator: "\n") }

    /// How many requests there were whose body or `Authorization` holds a canary.
    func count(of name: String) -> Int {
        let canary = Canary(name, Canary.values[name] ?? "")
        return meddler.requests.count { canary.isIn($0.body + Array(($0.fields["authorization"] ?? "").utf8)) }
    }

    /// From now on.
    func play(_ day: Day) {
        mood.day.withLock { $0 = day }
        if day == .down { meddler.stop() }
    }

    /// Whether today's successes quote secrets.
    var quotesInSuccess: Bool { [.page, .garbage].contains(mood.day.withLock { $0 }) }

    /// Takes no more connections.
    func stop() { meddler.stop() }

    private static func secret(_ name: String) -> String { Canary.values[name] ?? "" }

    private static func goodDeed(_ request: Relay.Request) -> Meddler.Deed {
        switch request.target.prefix(while: { $0 != "?" }) {
        case "/oauth/token":
            return .answer(
                Meddler.answer(
                    200,
                    #"{"access_token":"\#(secret("access token"))","token_type":"bearer","expires_in":86400,"#
                        + #""refresh_token":"\#(secret("refresh token"))"}"#))
        case "/oauth/device_authorization":
            return .answer(
                Meddler.answer(
                    200,
                    #"{"device_code":"\#(secret("device code"))","user_code":"ABCD-EFGH","interval":1,"#
                        + #""verification_uri":"https://login.example/device","expires_in":60}"#))
        case "/oauth/check_token":
            return .answer(
                Meddler.answer(
                    200, #"{"authentication":{"username":"ann","email":"ann@example.com","displayName":"Ann"}}"#))
        case "/oauth/revoke": return .answer(Meddler.answer(200, ""))
        case let path where request.method == "POST" && path.hasSuffix("/apikeys"):
            return replacing(/"value" *: *"[^"]*"/, with: #""value":"\#(secret("new key"))""#)
        case let path where path.hasSuffix("/files"):
            return replacing(/Signature=[^"&]*/, with: "Signature=\(secret("upload address"))")
        default: return .pass
        }
    }

    private static func replacing(_ pattern: Regex<Substring>, with text: String) -> Meddler.Deed {
        // A regular expression is not Sendable, and has no state.
        nonisolated(unsafe) let pattern = pattern
        return .change { Array(String(decoding: $0, as: UTF8.self).replacing(pattern, with: text).utf8) }
    }

    private static func badAnswer(to request: Relay.Request, on day: Day) -> [UInt8] {
        let form = URLComponents(string: "?" + String(decoding: request.body, as: UTF8.self))?.queryItems ?? []
        let all = ([request.fields["authorization"] ?? ""] + form.map { $0.value ?? "" }).joined(separator: " and ")
        let quote = "you sent \(all), as in \(String(decoding: request.body, as: UTF8.self))"
            .replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        let body = #"{"error":"invalid_grant","error_description":"\#(quote)","errorCode":"BAD","message":"\#(quote)"}"#
        let fields = [
            "WWW-Authenticate: Bearer error_description=\"\(all)\"", "X-Request-ID: \(all)",
            "Set-Cookie: session=\(secret("access token"))",
        ]
        func refusal(_ status: Int, _ more: String...) -> [UInt8] {
            Meddler.answer(status, body, fields: fields + more)
        }
        switch day {
        case .unauthorized: return refusal(401)
        case .forbidden: return refusal(403)
        case .limited: return refusal(429, "Retry-After: 3600")
        case .failing: return refusal(500)
        case .redirecting:
            let other = secret("access token").replacingOccurrences(of: "/", with: "%2F")
            return refusal(302, "Location: https://user:\(other)@elsewhere.example/x?code=\(other)#\(other)")
        case .page: return Meddler.answer(200, "<html>\(quote)</html>", type: "text/html", fields: fields)
        case .garbage: return Meddler.answer(200, "{\"message\":\"\(quote)\" and}", fields: fields)
        case .cut: return Array("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{\"message\":\"\(quote)".utf8)
        default: return refusal(400)
        }
    }
}

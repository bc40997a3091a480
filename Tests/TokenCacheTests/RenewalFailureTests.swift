import Foundation
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("Renewal that fails and keeps the login")
struct RenewalFailureTests {
    /// A failure, what others are told of it, and whether the request may have been processed.
    struct Case: Sendable, CustomTestStringConvertible {
        let answer: Result<ReceivedResponse, TransportFailure>
        let kind: RenewalFailure.Kind
        let isUnfinished: Bool
        var testDescription: String {
            switch answer {
            case .success(let response):
                "\(response.head.status.code) \(String(decoding: response.body, as: UTF8.self))"
            case .failure(let failure): "\(failure)"
            }
        }

        init(_ answer: ReceivedResponse, _ kind: RenewalFailure.Kind, isUnfinished: Bool = false) {
            self.answer = .success(answer)
            self.kind = kind
            self.isUnfinished = isUnfinished
        }

        init(_ failure: TransportFailure, _ kind: RenewalFailure.Kind, isUnfinished: Bool = false) {
            answer = .failure(failure)
            self.kind = kind
            self.isUnfinished = isUnfinished
        }

        static func error(_ code: String) -> Case {
            Case(.json(#"{"error":"\#(code)","error_description":"canary"}"#, status: 400), .other)
        }
    }

    static let cases: [Case] = [
        Case(.plain("", status: 500), .serverFailed, isUnfinished: true),
        Case(.plain("canary", status: 503), .serverFailed, isUnfinished: true),
        Case(.json(#"{"error":"invalid_grant"}"#, status: 502), .serverFailed, isUnfinished: true),
        Case(.plain("", status: 429), .busy), Case(.plain("", status: 429, fields: [.retryAfter: "3600"]), .busy),
        Case(.plain("", status: 503, fields: [.retryAfter: "3600"]), .busy, isUnfinished: true),
        Case(.plain("", status: 503, fields: [.retryAfter: "2"]), .serverFailed, isUnfinished: true),
        Case(.plain("<html>canary</html>", status: 200, type: "text/html"), .other, isUnfinished: true),
        Case(.plain("<html>canary</html>", status: 403, type: "text/html"), .other),
        Case(.plain("", status: 200), .other, isUnfinished: true), Case(.plain("", status: 403), .other),
        Case(.json("{}"), .other, isUnfinished: true), Case(.plain("", status: 302), .other),
        Case(.json(#"{"access_token":"canary-a2\n"}"#), .other, isUnfinished: true),
        Case(.json(#"{"access_token":"canary-a2","token_type":"mac"}"#), .other, isUnfinished: true),
        .error("invalid_client"), .error("unauthorized_client"), .error("invalid_request"), .error("invalid_scope"),
        .error("unsupported_grant_type"), .error("temporarily_unavailable"),
        Case(.timedOut(host: "h", after: .seconds(30)), .noAnswer, isUnfinished: true),
        Case(.cut(host: "h"), .noAnswer, isUnfinished: true), Case(.unreachable(host: "h"), .unreachable),
        Case(.unknownHost(host: "h"), .unreachable), Case(.insecure(host: "h", reason: "x"), .unreachable),
        Case(.wrongScheme(host: "h", speaksTLS: false), .unreachable),
    ]

    @Test("an expired login is kept byte for byte, and the cause is told", arguments: cases)
    func kept(each: Case) async throws {
        let world = Renewing(life: 0, [each.answer])
        let before = world.memory.text("p")
        let failure = await Renewing.failure { try await world.tokens().current() }
        guard case RenewalFailure.failed(let cause)? = failure else {
            Issue.record("\(failure as Any)")
            return
        }
        if case .failure(let expected) = each.answer { #expect(cause as? TransportFailure == expected) }
        #expect(world.memory.text("p") == before && !world.memory.calls.contains("write p"))
        #expect(world.server.requests.count == 1 && world.lock.held.isEmpty)
    }

    @Test("a token that is still valid is used all the same", arguments: cases)
    func stillValid(each: Case) async throws {
        let world = Renewing(life: 30, [each.answer])
        let tokens = world.tokens()
        for _ in 0..<2 { #expect(try await tokens.current() == AccessToken("canary-a")) }
        world.clock.advance(by: .seconds(30))
        #expect(await Renewing.failure { try await tokens.current() } is RenewalFailure, "until it has expired")
        #expect(world.server.requests.count == 1)
    }

    @Test("a note for those who wait says what failed and whether an answer may be lost", arguments: cases)
    func note(each: Case) async throws {
        let world = Renewing(life: 0, [each.answer])
        world.clock.advance(by: .seconds(5))
        _ = await Renewing.failure { try await world.tokens().current() }
        let note = try #require(world.lock.notes.first)
        let expected = RenewalNote(
            unfinished: each.isUnfinished ? Renewing.stamp : nil, failure: each.kind, failedAt: .seconds(5))
        #expect(RenewalNote(Array(note.utf8)) == expected)
    }

    @Test("that an answer may be lost stays noted until a renewal succeeds")
    func stillUnfinished() async throws {
        let world = Renewing(life: 0, [.failure(.unreachable(host: "h")), .success(.json(Renewing.rotating))])
        world.lock.leave(Renewing.unfinished)
        _ = await Renewing.failure { try await world.tokens().current() }
        #expect(world.lock.notes.first?.contains(#""unfinished":\#(Renewing.stamp)"#) == true)
        world.clock.advance(by: .seconds(1))
        _ = try await world.tokens().current()
        #expect(world.lock.notes.isEmpty)
    }

    @Test("no failure's text and no note holds a token or what a server sent beside its error", arguments: cases)
    func secrets(each: Case) async throws {
        let world = Renewing(life: 0, [each.answer])
        let failure = try #require(await Renewing.failure { try await world.tokens().current() })
        var dumped = ""
        dump(failure, to: &dumped)
        for text in ["\(failure)", String(reflecting: failure), dumped] + world.lock.notes {
            #expect(!text.contains("canary-"))
        }
        #expect(!world.lock.notes.contains { $0.contains("canary") })
    }

    @Test("nor where the answer can't be stored, or is refused", arguments: [true, false])
    func secretsElsewhere(isRefused: Bool) async throws {
        let world = Renewing(
            life: 0, [.success(isRefused ? RenewalRefusedTests.refusals[0] : .json(Renewing.rotating))])
        world.memory.failWrites(with: [.denied, .denied])
        let failure = try #require(await Renewing.failure { try await world.tokens().current() })
        var dumped = ""
        dump(failure, to: &dumped)
        for text in ["\(failure)", dumped] + world.lock.notes { #expect(!text.contains("canary")) }
    }
}

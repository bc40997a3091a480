import FoundationEssentials
import Ports
import Support
import Synchronization

@testable import CoveoCommands

/// A clock on which nothing that is waited for ever comes.
struct PatientClock: Clock {
    let base = TestClock()

    var now: Date { base.now }
    var uptime: Duration { base.uptime }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(3_600)) }
}

/// A platform that never answers.
final class SilentPlatform: HTTPTransport {
    private let sent = Mutex(0)

    var count: Int { sent.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        sent.withLock { $0 += 1 }
        try await Task.sleep(for: .seconds(3_600))
        throw TransportFailure.cancelled
    }
}

/// A platform while whose work something else happens.
struct Hooked: HTTPTransport {
    let base: ScriptedPlatform
    let hook: @Sendable () -> Void

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        hook()
        return try await base.send(request)
    }
}

extension Desk {
    /// How sources are listed.
    static let list = "GET \(Given.sources)/pages"

    /// A desk with a login and these sources.
    static func listing(_ sources: String..., clock: any Clock = PatientClock()) async throws -> Desk {
        let page = ReceivedResponse.json(
            #"{"sourceModels":[\#(sources.joined(separator: ","))],"totalPages":1}"#)
        var desk = try await Desk.loggedIn([Desk.list: [.success(page)]])
        desk.clock = clock
        return desk
    }
}

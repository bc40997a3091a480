import CoveoPlatform
import FoundationEssentials
import HTTPTypes
import JSON
import Ports
import Support
import Synchronization

/// A platform that keeps sources in memory and has bad moments.
final class StandingPlatform: HTTPTransport {
    /// What goes wrong with a request.
    enum Trouble: Sendable {
        /// It is answered so, and nothing is done.
        case answer(ReceivedResponse)
        /// Nothing is done.
        case lost(TransportFailure)
        /// It is done, and the answer never comes.
        case doneAndLost(TransportFailure)
        /// It is done, and answered so.
        case doneAnd(ReceivedResponse)
    }

    private struct State {
        var sources: [(model: JSONObject, shownAt: Duration)] = []
        var lines: [String] = []
        var next = 1
        var isTaken: Set<[UInt8]> = []
    }

    private let state = Mutex(State())
    private let clock: any Clock
    /// How long after a create the list shows it.
    private let lag: Duration
    private let refusesTakenNames: Bool
    private let trouble: Mutex<@Sendable (OutgoingRequest, Int) async -> Trouble?>

    init(
        _ sources: [String] = [], clock: any Clock = TestClock(), lag: Duration = .zero, refusesTakenNames: Bool = true,
        trouble: @escaping @Sendable (OutgoingRequest, Int) async -> Trouble? = { _, _ in nil }
    ) throws {
        self.clock = clock
        self.lag = lag
        self.refusesTakenNames = refusesTakenNames
        self.trouble = Mutex(trouble)
        for text in sources { add(try JSONValue(parsing: Array(text.utf8)).object ?? [:]) }
    }

    /// Puts a source there, as somebody else does.
    func add(_ model: JSONObject) {
        state.withLock { $0.sources.append((model, .zero)) }
    }

    /// Takes a source away, as somebody else does.
    func remove(_ id: String) {
        state.withLock { $0.sources.removeAll { $0.model["id"]?.string == id } }
    }

    /// From now on.
    func play(_ trouble: @escaping @Sendable (OutgoingRequest, Int) async -> Trouble?) {
        self.trouble.withLock { $0 = trouble }
    }

    /// The models that are there.
    var models: [JSONObject] { state.withLock { $0.sources.map(\.model) } }
    /// Their names, in order.
    var names: [String] { models.compactMap { $0["name"]?.string }.sorted() }
    /// Method and path of every request.
    var lines: [String] { state.withLock { $0.lines } }

    /// How many requests there were that begin so.
    func count(_ prefix: String) -> Int { lines.count { $0.hasPrefix(prefix) } }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let index = state.withLock { state in
            state.lines.append(request.line)
            return state.lines.count - 1
        }
        let trouble = trouble.withLock { $0 }
        switch await trouble(request, index) {
        case .answer(let response): return response
        case .lost(let failure): throw failure
        case .doneAndLost(let failure):
            _ = answer(to: request)
            throw failure
        case .doneAnd(let response):
            _ = answer(to: request)
            return response
        case nil: return answer(to: request)
        }
    }

    private func answer(to request: OutgoingRequest) -> ReceivedResponse {
        let path = String((request.head.path ?? "").prefix { $0 != "?" })
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        // A body that is none is the test's to see.
        let body = (try? JSONValue(parsing: request.body))?.object ?? [:]
        switch (request.head.method, path) {
        case (.post, "/oauth/check_token"): return Given.ann
        case (.get, "/rest/organizations"): return Given.organizations("acme")
        case (.get, Given.sources + "/pages"): return page(request.head.path ?? "")
        case (.post, Given.sources): return create(body)
        case (.get, _):
            return model(id).map { .json(JSONValue.object($0).text(.compact)) } ?? Given.refusal(404)
        case (.put, _): return put(body, id)
        case (.delete, _):
            return state.withLock { state in
                let count = state.sources.count
                state.sources.removeAll { $0.model["id"]?.string == id }
                return state.sources.count < count ? .json("{}") : Given.refusal(404)
            }
        default: return Given.refusal(400, code: "NO_ROUTE")
        }
    }

    private func model(_ id: String) -> JSONObject? { models.first { $0["id"]?.string == id } }

    private func page(_ path: String) -> ReceivedResponse {
        let number =
            path.split(whereSeparator: { "?&".contains($0) }).first { $0.hasPrefix("page=") }
            .flatMap { Int($0.dropFirst(5)) } ?? 0
        let now = clock.uptime
        let shown = state.withLock { $0.sources.filter { $0.shownAt <= now }.map(\.model) }
        let models = shown.dropFirst(number * 100).prefix(100).map { JSONValue.object($0) }
        let answer: JSONValue = [
            "sourceModels": .array(Array(models)), "totalEntries": .number(JSONNumber(shown.count)),
            "totalPages": .number(JSONNumber((shown.count + 99) / 100)),
        ]
        return .json(answer.text(.compact))
    }

    private func create(_ body: JSONObject) -> ReceivedResponse {
        let shownAt = clock.uptime + lag
        let created = Int(clock.now.timeIntervalSince1970 * 1_000)
        return state.withLock { state in
            if refusesTakenNames, state.sources.contains(where: { $0.model["name"] == body["name"] }) {
                return Given.refusal(409, code: "NAME_TAKEN")
            }
            var model: JSONObject = ["id": .string("acme-n\(state.next)")]
            model.overlay(body)
            model["createdDate"] = .number(JSONNumber(created))
            model["lastModifiedDate"] = .number(JSONNumber(state.next))
            model["information"] = ["sourceStatus": ["type": "PUSH_READY"]]
            state.next += 1
            state.sources.append((model, shownAt))
            return .json(JSONValue.object(model).text(.compact), status: 201)
        }
    }

    private func put(_ body: JSONObject, _ id: String) -> ReceivedResponse {
        state.withLock { state in
            guard let index = state.sources.firstIndex(where: { $0.model["id"]?.string == id }) else {
                return Given.refusal(404)
            }
            var model = body
            model["lastModifiedDate"] = .number(JSONNumber(1_000 + state.next))
            model["information"] = ["sourceStatus": ["type": "PUSH_READY"]]
            state.next += 1
            state.sources[index].model = model
            return .json("{}")
        }
    }
}

extension Desk {
    /// A desk with a login, a platform that keeps its sources, and `m.yaml`.
    static func standing(
        _ platform: StandingPlatform, manifest: String = "", clock: any Clock = TestClock()
    ) async throws -> Desk {
        var desk = try await loggedIn()
        desk.transport = platform
        desk.clock = clock
        desk.files.put(manifest, "m.yaml")
        return desk
    }
}

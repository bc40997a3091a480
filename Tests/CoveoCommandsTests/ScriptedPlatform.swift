import HTTPTypes
import Ports
import Support
import Synchronization

/// A platform that answers by method and path, and keeps every request. What it was not told to answer fails loudly.
final class ScriptedPlatform: HTTPTransport {
    typealias Answer = Result<ReceivedResponse, TransportFailure>

    private let routes: Mutex<[String: [Answer]]>
    private let sent = Mutex<[OutgoingRequest]>([])
    private let reached = Mutex<[String]>([])
    private let unreachable = Mutex<TransportFailure?>(nil)

    /// - Parameter routes: answers in their order by `GET /path` without the query; the last one stays.
    init(_ routes: [String: [Answer]] = [:]) {
        self.routes = Mutex(Self.usual.merging(routes) { _, given in given })
    }

    /// A live token of ann, who has one organization.
    private static let usual: [String: [Answer]] = [
        "POST /oauth/check_token": [.success(Given.ann)],
        "GET /rest/organizations": [.success(Given.organizations("acme"))],
    ]

    /// Puts another script in the place of a route's.
    func answer(_ route: String, _ answers: Answer...) {
        routes.withLock { $0[route] = answers }
    }

    /// From now on the question whether it can be reached, which a login asks first, fails so.
    func refuseReach(_ failure: TransportFailure) { unreachable.withLock { $0 = failure } }

    /// The servers that a login has asked first whether they can be reached.
    var reaches: [String] { reached.withLock { $0 } }

    /// All requests so far, but that question.
    var requests: [OutgoingRequest] { sent.withLock { $0 } }
    /// Method and path with query of each.
    var lines: [String] { requests.map(\.line) }
    /// The requests of one method.
    func requests(_ method: HTTPRequest.Method) -> [OutgoingRequest] { requests.filter { $0.head.method == method } }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        if request.line == "HEAD /" {
            reached.withLock { $0.append("\(request.head.scheme ?? "")://\(request.head.authority ?? "")") }
            if let failure = unreachable.withLock({ $0 }) { throw failure }
            return .plain("", status: 405)
        }
        sent.withLock { $0.append(request) }
        let path = (request.head.path ?? "").prefix { $0 != "?" }
        let route = "\(request.head.method.rawValue) \(path)"
        let answer: Answer? = routes.withLock { routes in
            guard var answers = routes[route], let first = answers.first else { return nil }
            if answers.count > 1 { answers.removeFirst() }
            routes[route] = answers
            return first
        }
        guard let answer else { throw PortNotSet(port: "HTTP \(route)") }
        return try answer.get()
    }
}

extension OutgoingRequest {
    /// Method and path, as in a request line.
    var line: String { "\(head.method.rawValue) \(head.path ?? "")" }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

package import HTTP
import HTTPTypes
import JSON
package import Ports

/// The platform's REST API. Every request goes through `send`, and every refusal becomes a `PlatformFailure` there.
///
/// Functions throw `PlatformFailure`, what the transport throws (`TransportFailure`, facts of the token's room), and
/// `CancellationError`.
package struct CoveoClient: Sendable {
    /// The hosts.
    package let address: PlatformAddress
    let clock: any Clock
    let random: any RandomBytes
    let policy: RetryPolicy
    /// Told what was learnt of names; nil where nobody keeps them.
    let news: (@Sendable (PlatformNews) -> Void)?
    private let transport: any HTTPTransport
    /// Hears how far a list of sources is.
    let listing: @Sendable (SourceListingProgress) -> Void
    /// What time it is at the platform.
    let time: ServerTime
    /// How many bytes of answers a list may take that is kept in memory.
    let keptLimit: Int

    /// - Parameters:
    ///   - transport: adds the access token to `authorized` requests, and does the retries.
    ///   - clock: for the dates of `Retry-After`, and for the pauses of a create whose answer was lost.
    ///   - random: for those pauses.
    ///   - policy: the transport's; a create, which the transport may not repeat, follows it by itself.
    ///   - keptLimit: how many bytes of answers a list may take that is kept in memory; 512 MiB if left out, twice what
    ///     100,000 sources take.
    ///   - listing: hears how far a list of sources is.
    ///   - news: told what was learnt of names, while whoever asked still waits.
    package init(
        transport: any HTTPTransport, address: PlatformAddress, clock: any Clock, random: any RandomBytes,
        policy: RetryPolicy = RetryPolicy(), keptLimit: Int = 512 << 20,
        listing: @escaping @Sendable (SourceListingProgress) -> Void = { _ in },
        news: (@Sendable (PlatformNews) -> Void)? = nil
    ) {
        self.listing = listing
        self.transport = transport
        self.address = address
        self.clock = clock
        self.random = random
        self.policy = policy
        self.keptLimit = keptLimit
        time = ServerTime(clock)
        self.news = news
    }

    /// A request to the platform's host, with the access token.
    ///
    /// - Parameter segments: of the path, unencoded.
    func request(
        _ method: HTTPRequest.Method, _ segments: [String], query: [(String, String)] = [], body: JSONObject? = nil,
        repeatable: Bool = true
    ) -> OutgoingRequest {
        var fields: HTTPFields = [.accept: "application/json"]
        if body != nil { fields[.contentType] = "application/json" }
        return OutgoingRequest(
            address.platform.appending(segments, query: query).head(method, fields: fields),
            body: body.map { Array(JSONValue.object($0).text(.compact).utf8) } ?? [], repeatable: repeatable,
            authorized: true)
    }

    /// Sends `request` and takes any success; a success that is a page is none.
    @discardableResult
    func send(_ request: OutgoingRequest, for operation: PlatformOperation) async throws -> ReceivedResponse {
        let response = try await answer(to: request)
        if let failure = failure(of: response, to: operation) { throw failure }
        if response.isPage { throw PlatformFailure.notJSON(operation, contentType: response.contentType) }
        return response
    }

    /// Sends a request that deletes.
    ///
    /// - Returns: false where there was nothing (any more), and no try before had deleted it.
    func delete(by request: OutgoingRequest, for operation: PlatformOperation) async throws -> Bool {
        let response = try await answer(to: request)
        if case .notFound? = failure(of: response, to: operation) { return response.followsUnknown }
        if let failure = failure(of: response, to: operation) { throw failure }
        if response.isPage { throw PlatformFailure.notJSON(operation, contentType: response.contentType) }
        return true
    }

    /// Sends `request` for a JSON value.
    func json(_ request: OutgoingRequest, for operation: PlatformOperation) async throws -> JSONValue {
        try await sizedJSON(request, for: operation).value
    }

    /// The same, with the size of the answer.
    func sizedJSON(
        _ request: OutgoingRequest, for operation: PlatformOperation
    ) async throws -> (value: JSONValue, bytes: Int) {
        let response = try await send(request, for: operation)
        do throws(JSONFailure) {
            return (try JSONValue(parsing: response.body), response.body.count)
        } catch {
            throw PlatformFailure(error, in: response, to: operation)
        }
    }

    /// Sends `request` as it is, for an answer of any status.
    func answer(to request: OutgoingRequest) async throws -> ReceivedResponse {
        let response = try await transport.send(request)
        time.note(response)
        return response
    }

    /// `identifier` where it can stand in a path as one segment: percent-encoding keeps every text but these in place.
    func segment(_ identifier: String, for operation: PlatformOperation) throws(PlatformFailure) -> String {
        if identifier.isEmpty || identifier == "." || identifier == ".." {
            throw .unfitIdentifier(operation, identifier)
        }
        return identifier
    }
}

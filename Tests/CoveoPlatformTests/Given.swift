import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

/// What the suites of this target start from.
enum Given {
    /// The organization of every test.
    static func organization() throws -> OrganizationID { try OrganizationID("acme") }

    /// A client of the production platform that speaks through `transport`, with a virtual clock.
    static func client(
        _ transport: any HTTPTransport, clock: TestClock = TestClock()
    ) throws -> CoveoClient {
        CoveoClient(
            transport: transport, address: try PlatformAddress(region: .us, environment: .production), clock: clock,
            random: CountingRandom())
    }

    /// The model of a JSON text.
    static func model(_ text: String) throws -> SourceModel {
        try #require(SourceModel(try JSONValue(parsing: Array(text.utf8))))
    }

    /// A push source as the platform lists it, with more members in `extra` (beginning with a comma).
    static func pushSource(
        id: String = "acme-1", name: String = "Docs", visibility: String = "SHARED", status: String = "PUSH_READY",
        extra: String = ""
    ) -> String {
        """
        {"id":"\(id)","name":"\(name)","sourceType":"PUSH","sourceVisibility":"\(visibility)","pushEnabled":true,\
        "information":{"sourceStatus":{"type":"\(status)"}}\(extra)}
        """
    }

    /// One page of a list.
    static func page(_ sources: [String], pages: Int = 1, entries: Int? = nil) -> ReceivedResponse {
        .json(
            """
            {"sourceModels":[\(sources.joined(separator: ","))],"totalEntries":\(entries ?? sources.count),\
            "totalPages":\(pages)}
            """)
    }

    /// Parses a JSON text.
    static func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    /// Checks every recorded request against the vendor's data, where that is present.
    static func expectContract(_ transport: ScriptedTransport, allowingUnknownFields: Bool = false) {
        guard let contract = Contract.source else { return }
        for request in transport.requests {
            #expect(contract.violations(of: request, allowingUnknownFields: allowingUnknownFields) == [])
        }
    }
}

extension OutgoingRequest {
    /// Method and path, as in a request line.
    var line: String { "\(head.method.rawValue) \(head.path ?? "")" }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

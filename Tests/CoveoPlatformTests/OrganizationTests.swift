import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("An organization's state")
struct OrganizationTests {
    @Test("status, limits and region are asked for, each at its place")
    func requests() async throws {
        let limits = #"{"content":{"numberOfSourcesLimit":{"actualCount":7,"limit":15},"other":1}}"#
        let transport = ScriptedTransport([
            .success(.json(#"{"status":"HEALTHY","lifeCycleState":"ACTIVE"}"#)), .success(.json(limits)),
            .success(.json(#"{"primaryMainRegion":"eu-west-1"}"#)), .success(.json("{}")),
        ])
        let client = try Given.client(transport)
        let organization = try Given.organization()
        #expect(try await client.status(of: organization).status == "HEALTHY")
        let found = try await client.limits(of: organization)
        #expect(found.sources == .init(count: 7, limit: 15) && found.securityProviders == nil)
        #expect(try await client.mainRegion(of: organization) == "eu-west-1")
        #expect(try await client.mainRegion(of: organization) == nil)
        let path = "GET /rest/organizations/acme"
        #expect(
            transport.requests.prefix(3).map(\.line)
                == ["\(path)/status", "\(path)/limits", "GET /rest/global/organizations/acme"])
        if let contract = Contract.source {
            #expect(contract.violations(of: try #require(transport.requests.first)) == [])
        }
    }

    @Test(
        "paused is what needs somebody to resume it",
        arguments: [
            (#"{"pauseState":"PAUSED"}"#, true), (#"{"pauseState":"RESUMING_FAILED"}"#, true),
            (#"{"pauseState":"ACTIVE","lifeCycleState":"PAUSED"}"#, false), (#"{"lifeCycleState":"PAUSED"}"#, true),
            (#"{"paused":true}"#, true), (#"{"pauseState":"PAUSING_FAILED"}"#, false), ("{}", false),
        ])
    func paused(text: String, isPaused: Bool) throws {
        let status = try #require(OrganizationStatus(try Given.json(text)))
        #expect(status.isPaused == isPaused && status.isResumable)
        #expect(OrganizationStatus(try Given.json("[]")) == nil)
        #expect(try #require(OrganizationStatus(Given.json(#"{"resumable":false}"#))).isResumable == false)
    }

    @Test("a privilege is evaluated with its target; what says nothing breaks the protocol")
    func privileges() async throws {
        let transport = ScriptedTransport([
            .success(.json(#"{"approved":true}"#)),
            .success(
                .json(#"{"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}"#)),
            .success(.json(#"{"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_GRANTED"]}}"#)),
            .success(.json("{}")),
        ])
        let client = try Given.client(transport)
        let organization = try Given.organization()
        let privilege = Privilege("SOURCE", "EDIT", target: "s-1")
        #expect(try await client.evaluate(privilege, in: organization).isApproved)
        let refused = try await client.evaluate(privilege, in: organization)
        #expect(!refused.isApproved && refused.codes == ["OPERATION_NOT_ALLOWED"])
        #expect(try await client.evaluate(privilege, in: organization).isApproved)
        await #expect(throws: PlatformFailure.malformed(.evaluatePrivilege, field: "approved")) {
            _ = try await client.evaluate(privilege, in: organization)
        }
        #expect(
            transport.requests.first?.text == """
                {"organizationId":"acme","requestedPrivilege":{"owner":"PLATFORM","targetDomain":"SOURCE",\
                "type":"EDIT","targetId":"s-1"}}
                """)
        Given.expectContract(transport)
    }
}

import Foundation
import JSON
import Support
import Testing

@Suite(
    "Requests against the vendor's OpenAPI data",
    .enabled(if: Contract.source != nil, "optional: the vendor's OpenAPI data is not present"), .timeLimit(.minutes(1)))
struct RequestContractTests {
    /// The sandbox gives dates as numbers, as the platform is seen to do against its own description; they go back as
    /// they came.
    private static let asTheyCame = ["body.createdDate is no string", "body.lastModifiedDate is no string"]

    @Test("every request of the sources' commands is one that the vendor describes")
    func sources() async throws {
        try await Stage.with(keyring: nil) { stage in
            let relay = try Relay(to: stage.sandbox.port)
            defer { relay.stop() }
            let variables = [
                "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox",
                "COVEO_PLATFORM_URL": relay.url,
            ]
            for command in [
                "create Docs", "create 'A/b ?#%.. é' --visibility private --verify --rebuild",
                "create Docs --if-not-exists",
                "create W --visibility secured --security-provider mySecurityProvider --stream", "list", "show Docs",
                "update Docs --visibility private --verify", "update W --set 'customParameters.a=\"b\"' --rebuild",
                "verify Docs W", "delete Docs 'A/b ?#%.. é' --yes",
            ] {
                let outcome = try await stage.shell(#""$0" sources \#(command)"#, adding: variables)
                #expect(outcome.end == .exited(0), "\(command): \(outcome.errors)")
            }
            let contract = try #require(Contract.source)
            let requests = relay.requests
            #expect(requests.count > 20)
            for request in requests {
                #expect(request.fields["authorization"] == "Bearer xx-sandbox-key")
                #expect(request.fields["user-agent"]?.hasPrefix("coveo/") == true, "\(request.fields)")
                // Models that were read are sent back with what the platform added since.
                let found = contract.violations(
                    method: request.method, target: request.target, body: request.body,
                    allowingUnknownFields: request.method == "PUT")
                #expect(found.filter { !Self.asTheyCame.contains($0) } == [], "\(request.method) \(request.target)")
                #expect(request.body.isEmpty || request.fields["content-type"]?.hasPrefix("application/json") == true)
            }
        }
    }
}

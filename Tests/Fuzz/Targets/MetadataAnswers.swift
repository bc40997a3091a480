import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support

/// What an issuer's metadata say, at each of the addresses where they may stand.
enum MetadataAnswers {
    static let issuer = "https://as.example/tenant"

    static func check(_ input: [UInt8]) throws {
        let response = ScriptedAnswer(input).response
        let transport = ScriptedTransport { _, _ in response }
        let discovery = MetadataDiscovery(transport: transport, clock: TestClock())
        switch Inline.result({ try await discovery.server(issuer: issuer) }) {
        case .success(let server):
            try always(response.head.status.code == 200, "metadata come with status 200")
            try always(server.issuer == issuer, "metadata are the issuer's that was asked")
            let endpoints = [
                server.authorizationEndpoint, server.tokenEndpoint, server.deviceAuthorizationEndpoint,
                server.revocationEndpoint,
            ].compactMap(\.self)
            for endpoint in endpoints {
                try always(
                    endpoint.scheme == "https" || WebAddresses.isLoopback(endpoint.host), "an endpoint is safe to ask")
                try WebAddresses.check(endpoint)
            }
        case .failure(let error):
            _ = try ShownText.words(for: error)
        }
        try always((1...3).contains(transport.requests.count), "an issuer is asked at three addresses at most")
    }
}

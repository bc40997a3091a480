import FoundationEssentials
import HTTPTypes
package import Ports

/// Takes out of refusals, and of redirects, what they quote of the request's secrets. Servers do that ("Invalid refresh token: …"), and
/// what they say of a refusal is shown to people and stands in logs.
///
/// The secrets are known: they are in the request, in `Authorization` or in the fields of a form. Bodies that grant
/// something are passed on as they are: a server may give the same refresh token again.
package struct EchoTransport: HTTPTransport {
    private let base: any HTTPTransport

    package init(_ base: any HTTPTransport) {
        self.base = base
    }

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        var response = try await base.send(request)
        let status = response.head.status.code
        let isForm = request.head.headerFields[.contentType] == Self.formType
        // Some servers send the errors of a token endpoint with 200.
        guard status >= 300 || isForm && response.body.firstRange(of: Self.grantKey) == nil else { return response }
        let quotes = QuotedSecrets(Self.secrets(in: request, isForm: isForm))
        response.body = quotes.removed(from: response.body)
        for index in response.head.headerFields.indices {
            let value = response.head.headerFields[index].value
            let cleaned = String(decoding: quotes.removed(from: Array(value.utf8)), as: UTF8.self)
            if cleaned != value { response.head.headerFields[index].value = cleaned }
        }
        return response
    }

    private static let formType = "application/x-www-form-urlencoded"
    private static let grantKey = Array("\"access_token\"".utf8)
    /// Fields of the forms of RFC 6749, 7009, 7636 and 8628 that hold secrets.
    private static let fields: Set<String> = [
        "code", "code_verifier", "client_secret", "refresh_token", "device_code", "token", "password",
    ]

    private static func secrets(in request: OutgoingRequest, isForm: Bool) -> [String] {
        var secrets: [String] = []
        if let credential = request.head.headerFields[.authorization]?.split(separator: " ").last {
            secrets.append(String(credential))
            secrets += password(credential).map { [$0] } ?? []
        }
        if isForm, let form = PercentEncoding.decodeForm(String(decoding: request.body, as: UTF8.self)) {
            secrets += form.filter { fields.contains($0.name) }.map(\.value)
        }
        return secrets
    }

    /// What a client's secret is before `Basic` hides it (RFC 6749 section 2.3.1); nil for what is no such pair.
    private static func password(_ credential: Substring) -> String? {
        guard let pair = Data(base64Encoded: String(credential)),
            let colon = pair.firstIndex(of: UInt8(ascii: ":")),
            let secret = String(validating: pair[pair.index(after: colon)...], as: UTF8.self)
        else { return nil }
        return PercentEncoding.decodeForm("_=" + secret)?.first?.value
    }
}

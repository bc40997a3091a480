import FoundationEssentials
import HTTP
import HTTPTypes
import Ports

extension OAuthClient {
    /// A form to an endpoint at which this client authenticates itself: token, device authorization and revocation
    /// endpoint alike (RFC 6749 section 2.3.1, RFC 7009 section 2.1, RFC 8628 section 3.1).
    ///
    /// - Parameter repeatable: whether a second try can do no harm.
    func request(to address: WebAddress, _ parameters: [(String, String)], repeatable: Bool) -> OutgoingRequest {
        var parameters = parameters
        var fields: HTTPFields = [.accept: "application/json", .contentType: "application/x-www-form-urlencoded"]
        switch authentication {
        case .none: parameters.append(("client_id", id))
        case .post(let secret): parameters += [("client_id", id), ("client_secret", secret.reveal())]
        case .basic(let secret): fields[.authorization] = basic(secret)
        }
        return OutgoingRequest(
            address.head(.post, fields: fields), body: Array(PercentEncoding.encodeForm(parameters).utf8),
            responseLimit: ServerAnswer.limit, repeatable: repeatable)
    }

    /// Identifier and secret are form-encoded before they are joined (RFC 6749 section 2.3.1).
    private func basic(_ secret: Redacted<String>) -> String {
        let pair = "\(PercentEncoding.encodeForm(id)):\(PercentEncoding.encodeForm(secret.reveal()))"
        return "Basic \(Data(pair.utf8).base64EncodedString())"
    }
}

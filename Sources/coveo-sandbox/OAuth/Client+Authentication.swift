import Foundation
import HTTPTypes

extension Client {
    /// Who sent a request to an endpoint that takes a form.
    ///
    /// - Parameters:
    ///   - header: the `Authorization` field.
    ///   - form: the body, where a public client has its `client_id` (RFC 6749 section 3.2.1).
    /// - Throws: `Refusal` with `invalid_client`, for a public client that sends a secret or the header too; or with
    ///   `invalid_request`.
    static func authenticated(_ header: String?, _ form: FormFields) throws(Refusal) -> Client {
        let id = try form.parameter("client_id")
        let secret = try form.parameter("client_secret")
        guard let header else {
            guard id == Client.sandbox.rawValue else {
                throw refusal("Basic authentication of the client, or a public client's client_id, is required.")
            }
            guard secret == nil else { throw refusal("A public client has no secret.") }
            return .sandbox
        }
        guard isPlatform(header), id == nil || id == Client.platform.rawValue else {
            throw refusal("The client is unknown, its secret is wrong, or it is a public one, which sends no header.")
        }
        guard secret == nil else { throw Refusal(oauth: "invalid_request", "The client authenticated in two ways.") }
        return .platform
    }

    /// Basic authentication (RFC 6749 section 2.3.1: both sides are form-encoded).
    private static func isPlatform(_ header: String) -> Bool {
        let words = header.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic", let data = Data(base64Encoded: String(words[1])),
            let text = String(data: data, encoding: .utf8)
        else { return false }
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return sides.count == 2 && FormFields.decoded(sides[0]) == Client.platform.rawValue
            && FormFields.decoded(sides[1]) == platformSecret
    }

    /// 401 with a challenge (RFC 6749 section 5.2).
    private static func refusal(_ description: String) -> Refusal {
        var refusal = Refusal(oauth: "invalid_client", description, status: .unauthorized)
        refusal.headers[.wwwAuthenticate] = "Basic realm=\"oauth\""
        return refusal
    }
}

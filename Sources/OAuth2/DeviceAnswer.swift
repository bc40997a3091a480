import FoundationEssentials
import HTTPTypes
import JSON
import Ports

/// Reads what the device authorization endpoint answered (RFC 8628 section 3.2), without I/O.
enum DeviceAnswer {
    /// A life longer than this is cut to it, in seconds: a day.
    static let longestLife: Double = 86_400
    /// An interval longer than this is cut to it, in seconds: no login waits so long.
    static let longestInterval: Double = 86_400
    /// An interval shorter than this is stretched to it, in seconds.
    static let shortestInterval: Double = 1
    /// Longer texts are no codes and addresses that a person can type, in bytes.
    static let longestText = 2_048

    /// The authorization in `response`, which came `now`.
    static func read(_ response: ReceivedResponse, now: Date) throws(OAuth2Failure) -> DeviceAuthorization {
        let fields = try ServerAnswer.fields(of: response, now: now)
        guard let deviceCode = fields["device_code"], !deviceCode.isNull else {
            // Some servers send their errors with 200.
            if let error = ServerAnswer.error(in: fields) {
                throw .tokenRefused(status: response.head.status.code, error)
            }
            throw .missingField("device_code")
        }
        guard let code = deviceCode.string, !code.isEmpty else { throw .malformedField("device_code") }
        let userCode = try shown("user_code", in: fields)
        // As servers from before the RFC call it.
        let isOld = (fields["verification_uri"] ?? .null).isNull && fields["verification_url"]?.string != nil
        return DeviceAuthorization(
            deviceCode: Redacted(code), userCode: userCode,
            verificationURI: try shown(isOld ? "verification_url" : "verification_uri", in: fields),
            completeURI: complete(fields["verification_uri_complete"]), lifetime: lifetime(fields["expires_in"]),
            interval: interval(fields["interval"]))
    }

    private static func shown(_ field: String, in fields: JSONObject) throws(OAuth2Failure) -> String {
        guard let value = fields[field], !value.isNull else { throw .missingField(field) }
        guard let text = value.string, text.utf8.count <= longestText, !text.allSatisfy(\.isWhitespace) else {
            throw .malformedField(field)
        }
        return text
    }

    /// An extra: where it can't be used, the login goes on without it.
    private static func complete(_ value: JSONValue?) -> String? {
        guard let text = value?.string, text.utf8.count <= longestText, !text.allSatisfy(\.isWhitespace) else {
            return nil
        }
        return text
    }

    /// The RFC demands `expires_in`. Without one, or with zero or less, the server's `expired_token` tells, and the
    /// login's own limit.
    private static func lifetime(_ value: JSONValue?) -> Duration? {
        guard let seconds = value?.seconds, seconds > 0 else { return nil }
        return .seconds(min(seconds, longestLife))
    }

    /// The least pause between polls. An interval of zero or less, or that is no number, is none: the RFC's default.
    private static func interval(_ value: JSONValue?) -> Duration {
        guard let seconds = value?.seconds, seconds > 0 else { return DeviceAuthorization.standardInterval }
        return .seconds(min(max(seconds, shortestInterval), longestInterval))
    }
}

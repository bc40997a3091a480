import Foundation

/// Secrets that are found wherever they go, by every form that a text may have.
struct Canary: Sendable {
    /// By what they are. Each has characters that look different in an address and in JSON.
    static let values = [
        "access token": "canary-Access/4711+tok~A8==", "refresh token": "canary-Refresh/4712+tok~B8==",
        "code": "canary-Code/4713+x~C8==", "client secret": "canary Client/4714+\"x\\D8==",
        "device code": "canary-Device/4715+x~E8==", "password": "canary-Password/4716+x~F8",
        "proxy password": "canary-Proxy-4717-x~G8", "new key": "canary-Key/4718+x~H8",
        "upload address": "canary-Upload-4719-x~I8",
    ]
    /// Each, ready to be looked for.
    static let all = values.map { Canary($0.key, $0.value) }

    /// What it is.
    let name: String
    private let needles: [Data]

    init(_ name: String, _ secret: String) {
        self.name = name
        needles = Self.forms(of: secret).map { Data($0.utf8) }
    }

    /// Itself, percent-encoded as in an address, a form and byte by byte, in JSON, in base64 of each alignment, in
    /// hexadecimal, and with slashes turned.
    static func forms(of secret: String) -> Set<String> {
        let unreserved = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        let encoded = secret.addingPercentEncoding(withAllowedCharacters: unreserved) ?? secret
        let escaped = secret.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        let hexadecimal = secret.utf8.map { String(format: "%02x", $0) }
        var forms: Set = [
            secret, encoded, encoded.replacingOccurrences(of: "%20", with: "+"), encoded.lowercased(),
            encoded.replacingOccurrences(of: "~", with: "%7E"),
            encoded.replacingOccurrences(of: "~", with: "%7E").replacingOccurrences(of: "%20", with: "+"),
            secret.utf8.map { String(format: "%%%02X", $0) }.joined(), hexadecimal.joined(), escaped,
            escaped.replacingOccurrences(of: "/", with: "\\/"), escaped.replacingOccurrences(of: "/", with: "\\u002f"),
            secret.replacingOccurrences(of: "/", with: "\\"),
        ]
        for offset in 0..<3 {
            // Without the characters that also depend on what stands before and behind.
            let bytes = Array(secret.utf8)[((3 - offset) % 3)...]
            let whole = bytes.prefix(bytes.count / 3 * 3)
            let text = Data(whole).base64EncodedString()
            forms.insert(text)
            forms.insert(text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_"))
        }
        return forms
    }

    /// Whether it is in there, in one of its forms.
    func isIn(_ text: [UInt8]) -> Bool {
        let text = Data(text)
        return needles.contains { text.range(of: $0) != nil }
    }
}

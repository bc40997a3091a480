package import HTTP
package import Ports

/// What begins a device login (RFC 8628 section 3.2): where the person goes, and what they type there. Texts in it are
/// the server's (show them as `Visible`).
package struct DeviceAuthorization: Equatable, Sendable {
    /// What this program asks for the tokens with.
    package let deviceCode: Redacted<String>
    /// What the person types, as the server formats it. Never blank.
    package let userCode: String
    /// Where the person goes, for showing. It need not be an address that anything may open: see `address`.
    package let verificationURI: String
    /// The same with the user code in it, for showing; nil where the server has none.
    package let completeURI: String?
    /// How long the codes are good from now on; nil where the server didn't say.
    package let lifetime: Duration?
    /// The pause between polls that the server asks for.
    package let interval: Duration

    package init(
        deviceCode: Redacted<String>, userCode: String, verificationURI: String, completeURI: String? = nil,
        lifetime: Duration?, interval: Duration = DeviceAuthorization.standardInterval
    ) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.verificationURI = verificationURI
        self.completeURI = completeURI
        self.lifetime = lifetime
        self.interval = interval
    }

    /// The interval where the server names none (RFC 8628 section 3.2).
    package static let standardInterval = Duration.seconds(5)

    /// `verificationURI` where a browser may open it: https, or http on a loopback host.
    package var address: WebAddress? { Self.fit(verificationURI) }
    /// `completeURI` where a browser may open it, and a QR code may lead to it.
    package var completeAddress: WebAddress? { completeURI.flatMap(Self.fit) }

    private static func fit(_ text: String) -> WebAddress? {
        // Why it is unfit does not matter: it is shown as text then, and a person judges it.
        try? WebAddress(text)
    }
}

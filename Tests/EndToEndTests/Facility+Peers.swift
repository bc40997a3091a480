import Foundation

extension Facility {
    /// A third-party OAuth server, and a keyring for what comes of it.
    static let oauthServer = keyring && Rig.isAvailable("oauth-server") && isProgram("/usr/bin/curl")
    /// A person with a real browser.
    static let browser = Rig.isAvailable("browser")
    /// A network of a test's own. Whether there can be one is the kernel's to say; what it takes else is installed.
    static let network = Rig.isAvailable("network")
    /// The desktop's way to a browser.
    static let desktop = isProgram("/usr/bin/xdg-open")

    /// The credential helpers of Debian, and what the one for `pass` stands on.
    static let helpers = [
        "docker-credential-pass", "docker-credential-secretservice", "pass", "gpg", "gpgconf",
    ].allSatisfy { isProgram("/usr/bin/" + $0) }

    private static func isProgram(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}

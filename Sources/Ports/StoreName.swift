/// Which store keeps a login: what `--store`, `COVEO_CREDENTIAL_STORE` and the configuration say.
package enum StoreName: Hashable, Sendable {
    /// The desktop's Secret Service, through libsecret.
    case secretService
    /// The program `docker-credential-NAME`, by the protocol of docker-credential-helpers.
    case helper(String)
    /// A file that only its owner may read, and that is not encrypted.
    case file

    /// The store that `text` names; nil where it names none.
    ///
    /// A helper's name is of letters, digits, `.`, `_` and `-`, and not `coveo`, which would be this program.
    package init?(_ text: String) {
        switch text {
        case "secret-service": self = .secretService
        case "file": self = .file
        default:
            guard text.hasPrefix(Self.helperPrefix) else { return nil }
            let name = String(text.dropFirst(Self.helperPrefix.count))
            guard Self.isHelper(name) else { return nil }
            self = .helper(name)
        }
    }

    /// The name as it is typed.
    package var text: String {
        switch self {
        case .secretService: "secret-service"
        case .helper(let name): Self.helperPrefix + name
        case .file: "file"
        }
    }

    /// The program of a helper.
    package static func program(ofHelper name: String) -> String { "docker-credential-" + name }

    private static let helperPrefix = "helper:"

    private static func isHelper(_ name: String) -> Bool {
        !name.isEmpty && name != "coveo"
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "._-".utf8.contains(byte)
                }
            }
    }
}

import CoveoPlatform
import HTTP
import Ports

extension Failure {
    private static let pathHint: Hint =
        "as in '/rest/organizations/{org}/sources'; it goes to the platform of the login"

    /// No path on the platform.
    init(_ failure: APIPathFailure) {
        switch failure {
        case .empty: self.init(.usage, "the path is empty", hint: Self.pathHint)
        case .notAPath:
            self.init(.usage, "that is no path: it begins as an address elsewhere would", hint: Self.pathHint)
        case .malformedURL: self.init(.usage, "the path is an address that can't be understood", hint: Self.pathHint)
        case .hasUserInfo:
            self.init(
                .noPermission, "the token does not go to an address with a user name or password in it",
                hint: "leave out the host: \(Self.pathHint)")
        case .foreign(let host):
            self.init(
                .noPermission, "the token does not go to \(Visible(host)), which is not the platform of the login",
                hints: [
                    "leave out the host: \(Self.pathHint)",
                    "an address that the platform gave for an upload takes no token: use curl, as in docs/api.md",
                ])
        case .misplaced(let host, let base):
            self.init(
                .usage, "the path is not one of \(Visible(host)): it is below \(Visible(base))",
                hint: "leave out the host: the path tells where it goes")
        case .control:
            self.init(.usage, "the path holds a control character", hint: "leave out what can't be seen, line ends too")
        case .unencoded(let suggestion):
            self.init(
                .usage, "the path holds a character that has to be percent-encoded",
                hint: "write it as \(ShellWord(suggestion))")
        case .brokenEncoding:
            self.init(
                .usage, "'%' in the path is not followed by two hexadecimal digits, or what is encoded is no UTF-8",
                hint: "write a percent sign as %25")
        case .backslash:
            self.init(.usage, "the path holds a backslash", hint: "write it as %5C where it is part of an ID")
        case .fragment: self.init(.usage, "the path holds '#'", hint: "write it as %23 where it is part of an ID")
        case .unfilled(let name):
            self.init(
                .usage, "'{\(Visible(name))}' in the path is not filled in: only {org} is",
                hint: "write the value itself")
        case .emptySegment:
            self.init(
                .usage, "the path holds '//', or an encoded slash where a name should begin",
                hint: "write one slash; one in the middle of an ID is %2F")
        case .dotSegment:
            self.init(
                .usage, "the path holds '.' or '..' as a name, which leads elsewhere", hint: "write the path itself")
        case .noPushHost:
            self.init(
                .configuration, "the path is one of the Push API, and the login does not know its address",
                hint: "log in again with --platform-url and --push-url")
        }
    }
}

extension Hint {
    /// What comes after a push source was made.
    static func firstItem(of source: String, in organization: OrganizationID) -> Hint {
        let ids = [organization.text, "sources", source].map(PercentEncoding.encodeSegment).joined(separator: "/")
        let path = ShellWord("/push/v1/organizations/\(ids)/documents?documentId=https://example.com/1")
        return "push an item to it with: \(coveo: #"api PUT \#(path) -d '{"title":"Hello","data":"Hello, world"}'"#)"
    }
}

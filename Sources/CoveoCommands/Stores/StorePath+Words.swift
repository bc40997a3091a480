import JSON
import Ports

extension StorePath {
    /// For people.
    var words: String {
        switch self {
        case .missing: "not there yet"
        case .own(let mode) where mode & 0o022 != 0: "mode \(Self.octal(mode)): others may write to it"
        case .own(let mode) where isOpenToOthers:
            "mode \(Self.octal(mode)): others have access, which the next command takes from them"
        case .own(let mode): "mode \(Self.octal(mode))"
        case .foreign(let mode, let owner): "mode \(Self.octal(mode)), of another user (number \(owner))"
        case .link(let target): "a link to \(target)"
        case .unknown(let code): "out of sight: \(Failure.words(forErrno: code))"
        }
    }

    /// For scripts: `mode` where it is known; `owner` where that is somebody else, `link` where it is one.
    func members(of path: String) -> JSONObject {
        var members: JSONObject = ["fact": "path", "path": .string(path), "mode": nil, "owner": nil, "link": nil]
        switch self {
        case .missing, .unknown: break
        case .own(let mode): members["mode"] = .string(Self.octal(mode))
        case .foreign(let mode, let owner):
            members["mode"] = .string(Self.octal(mode))
            members["owner"] = .number(JSONNumber(Int(owner)))
        case .link(let target): members["link"] = .string(target)
        }
        return members
    }

    private static func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }
}

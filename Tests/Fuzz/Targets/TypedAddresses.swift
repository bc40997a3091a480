import HTTP
import Ports

@testable import CoveoPlatform

/// Addresses, IDs and paths that somebody typed, or that a file names.
enum TypedAddresses {
    static func check(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        // nil where it is none, which is judged by its words below.
        if let address = try? WebAddress(text) { try checkWeb(address) }
        switch Result(catching: { () throws(PlatformAddressFailure) in try PlatformAddress(platformURL: text) }) {
        case .success(let platform): for address in [platform.platform, platform.push] { try address.map(checkWeb) }
        case .failure(let error): _ = try ShownText.words(for: error)
        }
        switch Result(catching: { () throws(OrganizationIDFailure) in try OrganizationID(text) }) {
        case .success(let id):
            try always(PercentEncoding.encodeSegment(id.text) == id.text, "an ID is a segment as it is")
        case .failure(let error): _ = try ShownText.words(for: error)
        }
        try checkSegment(text)
        try checkPath(text)
    }

    private static func checkWeb(_ address: WebAddress) throws {
        try WebAddresses.check(address)
        try always(
            address.scheme == "https" || address.scheme == "http" && WebAddresses.isLoopback(address.host),
            "an address is safe to send to")
    }

    /// Whatever a thing is called, its name is one segment and one value.
    private static func checkSegment(_ text: String) throws {
        let segment = PercentEncoding.encodeSegment(text)
        try always(PercentEncoding.decode(segment) == text, "a segment is read as it is written")
        try always(
            segment != "." && segment != ".."
                && segment.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"/?#&+=".utf8.contains($0) },
            "a segment leads nowhere else")
        let form = PercentEncoding.decodeForm(PercentEncoding.encodeForm([(text, text), ("a", text)]))
        try always(
            form?.map(\.name) == [text, "a"] && form?.map(\.value) == [text, text], "a form is read as it is written")
    }

    /// A path leads to the platform's hosts, below their bases, and nowhere by detours.
    private static func checkPath(_ text: String) throws {
        let platform = try PlatformAddress(platformURL: "https://p.example/base", pushURL: "https://push.example")
        let path: APIPath
        do throws(APIPathFailure) {
            path = try APIPath(text, organization: try? OrganizationID("acme"), at: platform)
        } catch {
            _ = try ShownText.words(for: error)
            return
        }
        try WebAddresses.check(path.address)
        let base = path.isPush ? platform.push : platform.platform
        try always(path.address.origin == base?.origin, "a path leads to one of two hosts")
        try always(path.address.path.hasPrefix((base?.path ?? "") + "/"), "a path leads below the base")
        var bytes = Array(path.address.path.utf8)
        for _ in 0..<8 {
            for part in bytes.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }) {
                let name = part.prefix { $0 != UInt8(ascii: ";") }
                try always(![Array(".".utf8), Array("..".utf8)].contains(Array(name)), "a path takes no detour")
            }
            guard let decoded = PercentEncoding.decodeBytes(String(decoding: bytes, as: UTF8.self)) else { break }
            bytes = decoded
        }
        // nil where it can't be read, which is not the same.
        let again = try? APIPath(path.address.description, at: platform)
        try always(again == path, "a whole address is the same path")
    }
}

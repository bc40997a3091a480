import JSON
import Ports

extension StoreFact {
    /// A label and what stands behind it, for people.
    var words: (label: String, text: String) {
        switch self {
        case .library(let name, let version): ("library", name + (version.map { ", version \($0)" } ?? ""))
        case .busAddress(let address): ("bus", address)
        case .owner(let name, let process, let program):
            (
                "service",
                [name, process.map { "process \($0)" }, program].compactMap { $0 }.joined(separator: ", ")
            )
        case .collection(let path, let label, let isLocked):
            ("collection", "\(path) '\(label)', \(isLocked ? "locked" : "unlocked")")
        case .defaultCollection(let path): ("default", path ?? "none: no collection is the default one")
        case .protection(let protection): ("secrets", protection.words)
        case .roundTrip(let duration): ("round trip", "\(Self.milliseconds(duration)) ms")
        case .program(let name, let path): ("program", path ?? "\(name) is not on PATH")
        case .version(let version): ("version", version)
        case .path(let path, let found): ("path", "\(path), \(found.words)")
        case .items(let count, let locked): ("logins", "\(count)" + (locked > 0 ? ", \(locked) of them locked" : ""))
        }
    }

    /// The same for scripts.
    var members: JSONObject {
        switch self {
        case .library(let name, let version):
            ["fact": "library", "name": .string(name), "version": version.map { .string($0) } ?? .null]
        case .busAddress(let address): ["fact": "busAddress", "address": .string(address)]
        case .owner(let name, let process, let program):
            [
                "fact": "owner", "name": .string(name), "process": process.map { .number(JSONNumber($0)) } ?? .null,
                "program": program.map { .string($0) } ?? .null,
            ]
        case .collection(let path, let label, let isLocked):
            ["fact": "collection", "path": .string(path), "label": .string(label), "locked": .bool(isLocked)]
        case .defaultCollection(let path):
            ["fact": "defaultCollection", "path": path.map { .string($0) } ?? .null]
        case .protection(let protection): ["fact": "protection", "protection": .string(protection.word)]
        case .roundTrip(let duration):
            ["fact": "roundTrip", "microseconds": .number(JSONNumber(Int(duration / .microseconds(1))))]
        case .program(let name, let path):
            ["fact": "program", "name": .string(name), "path": path.map { .string($0) } ?? .null]
        case .version(let version): ["fact": "version", "version": .string(version)]
        case .path(let path, let found): found.members(of: path)
        case .items(let count, let locked):
            ["fact": "items", "count": .number(JSONNumber(count)), "locked": .number(JSONNumber(locked))]
        }
    }

    /// With one place behind the point.
    private static func milliseconds(_ duration: Duration) -> String {
        "\((duration / .milliseconds(1) * 10).rounded() / 10)"
    }
}

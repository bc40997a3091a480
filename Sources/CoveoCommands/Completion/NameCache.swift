import CoveoPlatform
import FoundationEssentials
import Ports

/// What things of one profile are called, kept between commands for completion: `names/PROFILE/KIND@ORGANIZATION` in the
/// folder for caches. No secret is in it, and it can be lost at any time.
struct NameCache: Sendable {
    /// A list as it was kept.
    struct Entry: Equatable {
        let things: [KnownName]
        /// In seconds; below zero where the clock was set back.
        let age: Double

        /// Whether somebody should look again.
        var isStale: Bool { !(0...60).contains(age) }
    }

    private static let header = "coveo names 1"

    let folder: any CacheFolder
    let clock: any Clock
    let profile: String

    /// What is kept; nil where there is nothing, or nothing that this version can read.
    ///
    /// - Parameter organization: nil for the one of the login.
    func entry(_ kind: NamedKind, of organization: String?) -> Entry? {
        guard let bytes = folder.read(file(kind, organization)) else { return nil }
        var fields = bytes.split(separator: 0, omittingEmptySubsequences: false)[...]
        // Each field ends with a NUL: what follows the last one is empty, or the file was cut.
        guard fields.popLast()?.isEmpty == true, fields.popFirst()?.elementsEqual(Self.header.utf8) == true,
            let time = fields.popFirst().flatMap({ Double(String(decoding: $0, as: UTF8.self)) }),
            fields.count.isMultiple(of: 3)
        else { return nil }
        var things: [KnownName] = []
        things.reserveCapacity(fields.count / 3)
        while let id = fields.popFirst(), let name = fields.popFirst(), let details = fields.popFirst() {
            things.append(KnownName(id: Self.text(id), name: Self.text(name), details: Self.text(details)))
        }
        return Entry(things: things, age: now - time)
    }

    /// Keeps a list.
    func keep(_ things: [KnownName], _ kind: NamedKind, of organization: String?) {
        write(things, kind, organization, time: now)
    }

    /// Changes a list that is kept, which does not make it younger.
    func change(_ kind: NamedKind, of organization: String?, _ change: (inout [KnownName]) -> Void) {
        guard let entry = entry(kind, of: organization) else { return }
        var things = entry.things
        change(&things)
        write(things, kind, organization, time: now - entry.age)
    }

    /// Forgets a list, so that the next Tab asks for it at once.
    func forget(_ kind: NamedKind, of organization: String?) {
        folder.remove(file(kind, organization))
        folder.remove(note(kind, organization))
    }

    /// Forgets all of the profile.
    func forgetAll() {
        folder.remove(profileFolder)
    }

    /// Notes that somebody is about to ask the platform.
    ///
    /// - Returns: false where somebody did a moment ago: however often Tab is pressed, one asks.
    func mayAsk(_ kind: NamedKind, of organization: String?) -> Bool {
        let note = note(kind, organization)
        if let bytes = folder.read(note), let asked = Double(String(decoding: bytes, as: UTF8.self)),
            (0...10).contains(now - asked)
        {
            return false
        }
        folder.write(note, Array(String(now).utf8))
        return true
    }

    private var now: Double { clock.now.timeIntervalSince1970 }

    private func write(_ things: [KnownName], _ kind: NamedKind, _ organization: String?, time: Double) {
        var bytes = Array("\(Self.header)\0\(time)\0".utf8)
        // What holds a NUL can't be typed.
        for thing in things where ![thing.id, thing.name, thing.details].contains(where: { $0.utf8.contains(0) }) {
            for field in [thing.id, thing.name, thing.details] {
                bytes += field.utf8
                bytes.append(0)
            }
        }
        folder.write(file(kind, organization), bytes)
    }

    /// When somebody asked last.
    private func note(_ kind: NamedKind, _ organization: String?) -> String { file(kind, organization) + ".asked" }

    private var profileFolder: String { "names/" + Self.encoded(profile) }

    private func file(_ kind: NamedKind, _ organization: String?) -> String {
        let organization = kind == .organizations ? nil : organization
        return "\(profileFolder)/\(kind.rawValue)@\(Self.encoded(organization ?? ""))"
    }

    /// A name as a file's: letters, digits and `-`; anything else by its bytes, and no longer than a file's name can be.
    private static func encoded(_ name: String) -> String {
        var encoded = ""
        for byte in name.utf8 {
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || character == "-" {
                encoded.append(character)
            } else {
                encoded += "%" + String(byte, radix: 16)
            }
        }
        return String(encoded.prefix(200))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

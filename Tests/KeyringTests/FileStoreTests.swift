import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("The file store")
struct FileStoreTests {
    private let place = FilePlace()

    @Test("it keeps the contract of stores", arguments: StoreContract.rules)
    func contract(_ rule: StoreContract) async throws {
        try await rule.check { [place] in place.store() }
    }

    @Test("its file is the user's alone, whatever the umask, and readable to people")
    func visible() async throws {
        try await place.write()
        #expect(place.mode(place.folder) == 0o700 && place.mode(place.file) == 0o600)
        #expect(place.notices().isEmpty)
        #expect(
            try place.text() == """
                {
                  "version": 1,
                  "credentials": [
                    {
                      "profile": "work",
                      "platform": "one.example",
                      "secret": "{\\"version\\":1}"
                    }
                  ]
                }

                """)
    }

    @Test(
        "it is in XDG_DATA_HOME, else in .local/share of HOME; what is not absolute doesn't count",
        arguments: [
            (["XDG_DATA_HOME": "D", "HOME": "H"], "D/coveo"),
            (["XDG_DATA_HOME": "data", "HOME": "H"], "H/.local/share/coveo"),
            (["XDG_DATA_HOME": "", "HOME": "H"], "H/.local/share/coveo"), (["HOME": "H/"], "H/.local/share/coveo"),
        ])
    func places(_ variables: [String: String], _ wanted: String) async throws {
        let folder = TemporaryFolder()
        let absolute = variables.mapValues { value in
            value.hasPrefix("D") || value.hasPrefix("H") ? folder.path(value) : value
        }
        let store = FileStore(timeout: .seconds(30), environment: Environment(absolute))
        try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        #expect(FileManager.default.fileExists(atPath: folder.path(wanted) + "/credentials.json"))
        #expect(place.mode(folder.path(wanted)) == 0o700)
    }

    @Test(
        "without a place for it each call says so",
        arguments: [[:], ["HOME": ""], ["HOME": "x", "XDG_DATA_HOME": "y"]])
    func noPlace(_ variables: [String: String]) async {
        let store = FileStore(timeout: .seconds(30), environment: Environment(variables))
        #expect(
            await place.failures(store) == Array(repeating: .file(path: "credentials.json", .noPlace), count: 4))
        #expect(await store.inspect() == StoreInspection(failure: .file(path: "credentials.json", .noPlace)))
    }

    @Test("reading and deleting where nothing is make nothing")
    func nothing() async throws {
        #expect(try await place.read() == nil)
        #expect(try await place.store().delete(profile: "work", interaction: .never) == false)
        #expect(try await place.store().items().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: place.folder))
    }

    @Test("the last login takes the file with it")
    func last() async throws {
        try await place.write("a")
        try await place.write("b")
        #expect(try await place.store().delete(profile: "a", interaction: .never))
        #expect(try place.names() == ["credentials.json"])
        #expect(try await place.store().delete(profile: "b", interaction: .never))
        #expect(try place.names().isEmpty)
    }

    @Test("writers of many processes at once lose nothing of one another's")
    func manyWriters() async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<12 {
                group.addTask { [place] in try await place.write("p\(number)", "\(number)") }
            }
            try await group.waitForAll()
        }
        for number in 0..<12 { #expect(try await place.read("p\(number)") == "\(number)") }
        #expect(try place.names() == ["credentials.json"])
    }

    @Test("what this version does not know is kept, in the file and in an item that changes")
    func unknown() async throws {
        try place.put(
            """
            {"since":2026,"version":1,"credentials":[
              {"colour":"red","profile":"work","platform":"h","base64":"AA=="},
              {"profile":"other","platform":"h","secret":"x","extra":[1.50]},
              {"profile":"work","platform":"h","secret":"of somebody who wrote it by hand"},
              {"probe":"of a process that was killed"}]}
            """)
        #expect(try await place.store().items().map(\.profile) == ["work", "other", "work"])
        try await place.write()
        let text = try place.text().split(whereSeparator: \.isWhitespace).joined()
        #expect(
            text == #"{"since":2026,"version":1,"credentials":["#
                + #"{"colour":"red","profile":"work","platform":"one.example","secret":"{\"version\":1}"},"#
                + #"{"profile":"other","platform":"h","secret":"x","extra":[1.50]}]}"#)
    }

    @Test("a probe leaves the file as it was, byte for byte, and none where there was none")
    func probe() async throws {
        try await place.store().probe(interaction: .never)
        #expect(try place.names().isEmpty)
        try place.put(#" {"version":1,"credentials":[]}"#)
        try await place.store().probe(interaction: .never)
        #expect(try place.text() == #" {"version":1,"credentials":[]}"#)
        #expect(try place.names() == ["credentials.json"])
    }

    @Test("it tells its paths with their modes as it finds them, and how many logins it holds")
    func inspection() async throws {
        let absent = await place.store().inspect()
        #expect(
            absent.facts == [
                .path(place.folder, .missing), .path(place.file, .missing), .items(count: 0, locked: 0),
            ])
        try await place.write()
        let found = await place.store().inspect()
        #expect(
            found.facts == [
                .path(place.folder, .own(mode: 0o700)), .path(place.file, .own(mode: 0o600)),
                .items(count: 1, locked: 0),
            ])
        #expect(found.failure == nil)
        #expect(await place.store().protection() == nil)
        try place.put("{")
        #expect(await place.store().inspect().failure == .file(path: place.file, .damaged))
    }
}

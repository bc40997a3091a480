import Foundation
import Glibc
import Ports
import Support
import Testing

@testable import Adapters

@Suite("local files")
struct LocalFilesTests {
    private let folder = TemporaryFolder()
    private let files = LocalFiles(environment: Environment(["PATH": "/usr/bin:/bin"]))

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("what was written is read back, private, in folders made private")
    func writeAndRead() throws {
        let path = folder.path("a/b/config.json")
        try files.replace(path, with: [1, 2, 3])
        #expect(try files.read(path, limit: 3) == [1, 2, 3])
        try files.replace(path, with: [])
        #expect(try files.read(path, limit: 3) == [])
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path("a")) == 0o700 && mode(folder.path("a/b")) == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a/b")) == ["config.json"])
    }

    @Test("a file that others could read is private after it was replaced")
    func repaired() throws {
        _ = FileManager.default.createFile(
            atPath: folder.path("f"), contents: nil, attributes: [.posixPermissions: 0o644])
        try files.replace(folder.path("f"), with: [1])
        #expect(try mode(folder.path("f")) == 0o600)
    }

    @Test("a link stays a link, and what it leads to is replaced")
    func link() throws {
        _ = FileManager.default.createFile(atPath: folder.path("real"), contents: Data([9]))
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "real")
        try files.replace(folder.path("link"), with: [1])
        #expect(try files.read(folder.path("real"), limit: 9) == [1])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "real")
    }

    @Test("a replacement that fails leaves nothing behind")
    func failedReplacement() throws {
        try FileManager.default.createDirectory(atPath: folder.path("d/x"), withIntermediateDirectories: true)
        #expect(throws: FileFailure.isDirectory(path: folder.path("d"))) {
            try files.replace(folder.path("d"), with: [1])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["d"])
        _ = FileManager.default.createFile(atPath: folder.path("file"), contents: nil)
        let below = folder.path("file/below")
        #expect(throws: FileFailure.absent(path: below)) { try files.replace(below, with: [1]) }
    }

    @Test("a folder that is missing is named, and so is one that can't be made")
    func folders() throws {
        #expect(files.missingFolder(of: folder.path("a/b.yaml")) == folder.path("a"))
        #expect(files.missingFolder(of: folder.path("b.yaml")) == nil && files.missingFolder(of: "b.yaml") == nil)
        #expect(files.missingFolder(of: "/b.yaml") == nil)
        try files.replace(folder.path("file"), with: [])
        #expect(files.missingFolder(of: folder.path("file/b.yaml")) == folder.path("file"))
        #expect(throws: FileFailure.noFolder(path: folder.path("file/a"), code: ENOTDIR)) {
            try files.replace(folder.path("file/a/b"), with: [])
        }
    }

    @Test("what can't be read is told apart")
    func failures() throws {
        let path = folder.path("f")
        #expect(throws: FileFailure.absent(path: path)) { try files.read(path, limit: 1) }
        #expect(throws: FileFailure.isDirectory(path: folder.path(""))) { try files.read(folder.path(""), limit: 1) }
        try files.replace(path, with: [1, 2, 3])
        #expect(throws: FileFailure.tooLarge(path: path, limit: 2)) { try files.read(path, limit: 2) }
    }

    @Test("a file without a size (as in /proc) is read whole")
    func sizeless() throws {
        #expect(try !files.read("/proc/self/status", limit: 1 << 20).isEmpty)
    }

    @Test("programs are looked for on PATH, and nowhere else")
    func programs() throws {
        #expect(files.isProgram("sh"))
        #expect(!files.isProgram("no-such-program") && !files.isProgram(""))
        try files.replace(folder.path("plain"), with: [])
        try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
        let own = LocalFiles(environment: Environment(["PATH": "\(folder.path("")):.:"]))
        #expect(!own.isProgram("plain") && !own.isProgram("sub") && !own.isProgram("sh"))
    }

    @Test("programs of one name are found in the order of PATH, and this process's own is known through a link")
    func programPlaces() throws {
        let own = try #require(LocalFiles(environment: Environment([:])).programPlaces("x").own)
        for name in ["a", "b", "c"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: folder.path("a/coveo")))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("a/coveo"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("c/coveo"), withDestinationPath: own)
        let path = ["a", "b", "c", "a"].map { folder.path($0) }.joined(separator: ":")
        let places = LocalFiles(environment: Environment(["PATH": path])).programPlaces("coveo")
        #expect(places.own == own)
        #expect(
            places.onPath == [
                ProgramPlaces.Place(path: folder.path("a/coveo"), isOwn: false),
                ProgramPlaces.Place(path: folder.path("c/coveo"), isOwn: true),
            ])
    }
}

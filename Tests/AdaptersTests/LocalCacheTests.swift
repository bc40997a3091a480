import Foundation
import Glibc
import Ports
import Support
import Testing

@testable import Adapters

@Suite("the folder for caches")
struct LocalCacheTests {
    private let folder = TemporaryFolder()

    private var cache: LocalCache {
        LocalCache(environment: Environment(["XDG_CACHE_HOME": folder.path("cache"), "HOME": "/nonexistent"]))
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: folder.path(path))[.posixPermissions] as? Int)
    }

    @Test("what was written is read back: private, in folders made private, and nothing beside it")
    func writeAndRead() throws {
        cache.write("names/a/x", [1, 0, 2])
        cache.write("names/a/x", [3])
        #expect(cache.read("names/a/x") == [3])
        #expect(try mode("cache/coveo/names/a/x") == 0o600)
        #expect(try mode("cache/coveo/names/a") == 0o700 && mode("cache/coveo") == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("cache/coveo/names/a")) == ["x"])
        #expect(cache.read("names/a/y") == nil && cache.read("names/a") == nil)
    }

    @Test("by default it is in the home; without one nothing is kept")
    func places() {
        LocalCache(environment: Environment(["HOME": folder.path("home")])).write("x", [1])
        #expect(FileManager.default.fileExists(atPath: folder.path("home/.cache/coveo/x")))
        for variables in [[:], ["XDG_CACHE_HOME": "relative"], ["HOME": ""]] {
            let nowhere = LocalCache(environment: Environment(variables))
            nowhere.write("x", [1])
            nowhere.remove("x")
            #expect(nowhere.read("x") == nil)
        }
    }

    @Test("what can't be written is not kept, and nobody hears of it")
    func unwritable() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("cache")))
        cache.write("x", [1])
        #expect(cache.read("x") == nil)
        cache.remove("x")
    }

    @Test("neither links, pipes nor what is too large is read")
    func foreign() throws {
        cache.write("x", [1])
        let place = folder.path("cache/coveo/")
        try FileManager.default.createSymbolicLink(atPath: place + "link", withDestinationPath: "x")
        #expect(cache.read("link") == nil)
        #expect(mkfifo(place + "pipe", 0o600) == 0)
        #expect(cache.read("pipe") == nil)
        #expect(truncate(place + "x", 1 << 30) == 0)
        #expect(cache.read("x") == nil)
    }

    @Test("a folder goes with all that is in it, and what a link leads to stays")
    func remove() throws {
        cache.write("names/a/x", [1])
        cache.write("names/a/b/y", [1])
        cache.write("names/c/z", [1])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("cache/coveo/names/a/link"), withDestinationPath: "../c")
        cache.remove("names/a")
        #expect(cache.read("names/a/x") == nil && cache.read("names/a/b/y") == nil)
        #expect(!FileManager.default.fileExists(atPath: folder.path("cache/coveo/names/a")))
        #expect(cache.read("names/c/z") == [1])
        cache.remove("names/c/z")
        #expect(cache.read("names/c/z") == nil)
    }
}

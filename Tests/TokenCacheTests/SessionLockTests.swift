import Foundation
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("The lock on a session", .timeLimit(.minutes(1)))
struct SessionLockTests {
    private func name(_ profile: String) -> String {
        SessionLock(MemoryLock(), profile: profile, limit: .zero).name
    }

    private static let profiles = [
        "", "default", "Default", "a", "b", "a/b", "../../etc/passwd", "ä", "a\u{308}", "a b", "a\nb", "\u{0}", "日本",
        String(repeating: "x", count: 10_000),
    ]

    @Test("its name is fit for a file's, whatever the profile is called", arguments: profiles)
    func fit(profile: String) {
        let name = name(profile)
        #expect(name.utf8.count < 64)
        #expect(name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) })
        #expect(name == self.name(profile), "in each process the same")
    }

    @Test("profiles that differ have locks that differ")
    func differ() {
        let names = Self.profiles.map(name) + (0..<10_000).map { name("p\($0)") }
        #expect(Set(names).count == names.count)
    }

    @Test("what it was about is over once another session is stored: the note goes")
    func note() async throws {
        let locks = MemoryLock()
        locks.leave(Renewing.unfinished)
        let lock = SessionLock(locks, profile: "p", limit: .zero)
        #expect(try await lock.hold(orTell: { Issue.record("\($0)") }, { locks.held.count }) == 1)
        #expect(locks.notes.isEmpty && locks.held.isEmpty)
    }

    @Test("where the work under it fails the note stays, and the next one has the lock")
    func failing() async throws {
        let locks = MemoryLock()
        locks.leave(Renewing.unfinished)
        let lock = SessionLock(locks, profile: "p", limit: .zero)
        await #expect(throws: StoreFailure.denied) {
            try await lock.hold(orTell: { Issue.record("\($0)") }, { throw StoreFailure.denied })
        }
        #expect(locks.notes == [Renewing.unfinished] && locks.held.isEmpty)
    }

    @Test(
        "where none can be had the work is done without, and that is told first",
        arguments: [ProcessLockFailure.unavailable(path: nil, code: 2), .timedOut(after: .seconds(40))])
    func without(failure: ProcessLockFailure) async throws {
        let lock = SessionLock(MemoryLock(failure: failure), profile: "p", limit: .zero)
        var told: [ProcessLockFailure] = []
        #expect(try await lock.hold(orTell: { told.append($0) }, { told.count }) == 1)
        #expect(told == [failure])
    }

    @Test("one who is cancelled while waiting does not do the work")
    func cancelled() async throws {
        let lock = SessionLock(MemoryLock(failure: .cancelled), profile: "p", limit: .zero)
        await #expect(throws: CancellationError.self) {
            try await lock.hold(orTell: { Issue.record("\($0)") }, { Issue.record("it did") })
        }
    }
}

@Suite("The note in a session's lock")
struct RenewalNoteTests {
    @Test("it is read as it was left, to the millisecond", arguments: [nil] + RenewalFailure.Kind.allCases)
    func roundTrip(kind: RenewalFailure.Kind?) {
        for unfinished in [nil, 0, 1_767_323_045] {
            let time: Duration = kind == nil ? .zero : .milliseconds(123_456_789)
            let note = RenewalNote(unfinished: unfinished, failure: kind, failedAt: time)
            #expect(RenewalNote(note.bytes) == note)
            #expect(note.bytes.count < 200)
        }
    }

    @Test("where there is nothing to say nothing is left")
    func empty() {
        #expect(RenewalNote().bytes.isEmpty)
    }

    @Test(
        "what is no note says nothing",
        arguments: [
            "", "canary", "[]", "null", "{", #"{"unfinished":"1"}"#, #"{"unfinished":true}"#,
            #"{"failure":"else","failedAt":1}"#,
            #"{"failure":"store"}"#, #"{"failure":"store","failedAt":"1"}"#, "\u{0}\u{0}",
        ])
    func garbage(text: String) {
        let note = RenewalNote(Array(text.utf8))
        #expect(note.unfinished == nil && note.failure == nil)
    }

    @Test("times that no machine has are no trouble", arguments: [Int.max, Int.min, -1])
    func times(time: Int) {
        let note = RenewalNote(Array(#"{"failure":"store","failedAt":\#(time)}"#.utf8))
        #expect(note.failedAt == .milliseconds(time))
    }
}

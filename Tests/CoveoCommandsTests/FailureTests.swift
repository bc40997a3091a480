import OAuth2
import Ports
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("Every error has its words, its hint and its exit code")
struct FailureTests {
    @Test("each fact ends with the exit code of the contract")
    func codes() {
        for (room, entries) in FailureCatalogue.rooms {
            for (index, entry) in entries.enumerated() {
                #expect(Failure(describing: entry.error).code == entry.code, "\(room) \(index): \(entry.error)")
            }
        }
    }

    @Test("the words are the agreed ones", arguments: FailureCatalogue.rooms.map(\.room))
    func words(room: String) throws {
        let entries = try #require(FailureCatalogue.rooms.first { $0.room == room }).entries
        let text = entries.map { entry in
            let failure = Failure(describing: entry.error)
            return "[\(failure.code.rawValue)]\n\(failure.lines(quiet: false, in: CommandScope()))"
        }
        try Golden.expect(text.joined(separator: "\n"), "errors-\(room).txt")
    }

    @Test("every error but an interruption says what to do next")
    func hints() {
        for entry in FailureCatalogue.rooms.flatMap(\.entries) where entry.code != .interrupted {
            #expect(!Failure(describing: entry.error).hints.isEmpty, "\(entry.error)")
        }
    }

    @Test("an error is lines for people: no type name, no control character, no full stop, nothing that says nothing")
    func style() {
        for entry in FailureCatalogue.rooms.flatMap(\.entries) {
            let failure = Failure(describing: entry.error)
            let lines = failure.lines(quiet: false, in: CommandScope())
            #expect(lines.hasPrefix("error: ") && lines.hasSuffix("\n"))
            #expect(!failure.text.hasSuffix("."), "\(failure.text)")
            for word in ["Failure", "Optional(", "Error Domain", "could not be completed", "CoveoPlatform", "nil"] {
                #expect(!lines.contains(word), "\(lines)")
            }
            #expect(!lines.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) })
        }
    }

    @Test("a stranger's words are cut by Unicode scalars: a letter with thousands of marks on it is one character")
    func long() {
        let marks = "a" + String(repeating: "\u{301}", count: 5_000)
        let error = OAuthError(code: marks, description: marks)
        for fact: any Error in [
            OAuth2Failure.refusedAtRedirect(error), OAuth2Failure.tokenRefused(status: 400, error),
            OAuth2Failure.deviceRefused(error), OAuth2Failure.wrongIssuer(expected: "https://as.example", given: marks),
            OAuth2Failure.unsupportedTokenType(marks), RenewalFailure.refused(error, isLost: false),
        ] {
            let text = Failure(describing: fact).text
            #expect(text.unicodeScalars.count < 600 && text.contains("…"), "\(text.unicodeScalars.count): \(fact)")
        }
        #expect(Visible("abc", limit: 3).text == "abc" && Visible("abcd", limit: 3).text == "abc…")
        #expect(Visible("a\u{1B}[1m", limit: 2).text == "a\\u{1b}…")
    }

    @Test("quiet leaves out the hints and nothing else")
    func quiet() {
        let failure = Failure(.data, "it is so", hint: "do that")
        #expect(failure.lines(quiet: false, in: CommandScope()) == "error: it is so\nhint: do that\n")
        #expect(failure.lines(quiet: true, in: CommandScope()) == "error: it is so\n")
    }

    @Test("of several outcomes the contract's first is the command's")
    func worst() {
        let order: [ExitCode] = [
            .software, .configuration, .noPermission, .protocolBroken, .unavailable, .temporary, .data, .no,
        ]
        for index in order.indices {
            #expect(ExitCode.worst(of: order[index...].reversed()) == order[index])
        }
        #expect(ExitCode.worst(of: []) == .done)
        #expect(ExitCode.worst(of: [.done, .no]) == .no)
    }
}

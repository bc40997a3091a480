import Foundation
import Ports
import Support
import Synchronization
import Testing

@Suite("What a device login shows")
struct DevicePromptTests {
    private func desk(_ device: ScriptedPlatform.Answer, qrCodes: RecordingQRCodes = RecordingQRCodes()) -> Desk {
        var desk = Desk(
            platform: ScriptedPlatform([
                "POST /device": [device], "POST /token": [OwnServer.pending, OwnServer.tokens],
            ]))
        desk.qrCodes = qrCodes
        desk.browser = ScriptedBrowser()
        return desk
    }

    /// A terminal of some width, at which the countdown shows before the first poll.
    private func atTerminal(
        _ desk: Desk, _ options: [String] = [], columns: Int? = 80, environment: [String: String] = [:]
    ) async -> Ran {
        var desk = desk
        let clock = CountdownClock()
        desk.clock = clock
        let terminal = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, columns: columns) { text in
            if text.contains("Waiting: ") { clock.open() }
        }
        return await desk.run(OwnServer.device + options, environment: environment, terminal: terminal)
    }

    @Test("without a complete address it shows the other one alone")
    func plain() async {
        let ran = await desk(OwnServer.deviceAnswer(extra: "")).run(OwnServer.device)
        #expect(ran.error.contains("  https://as.example/activate\n"))
        #expect(!ran.error.contains("Or open"))
        #expect(!ran.error.contains("warning"))
    }

    @Test("a hostile code and hostile addresses are visible text: never opened, never drawn, and warned against")
    func hostile() async {
        let hostile = [
            ("javascript:alert(1)", "file:///etc/passwd"), ("http://as.example/x", "https://as.example\\u001b[2J"),
            ("file:///x", "javascript:alert(1)"),
        ]
        for (uri, complete) in hostile {
            let codes = RecordingQRCodes()
            let desk = desk(
                OwnServer.deviceAnswer(
                    code: #"A\u001b[2J\u202eB\nC"#, uri: uri, extra: #","verification_uri_complete":"\#(complete)""#),
                qrCodes: codes)
            let ran = await atTerminal(desk, ["--color", "never"])
            #expect(ran.code == 0)
            #expect(ran.error.contains(#"  A\u{1b}[2J\u{202e}B\u{a}C"#), "\(ran.error)")
            #expect(ran.error.contains("  \(uri)\n"))
            #expect(ran.error.contains("warning: an address that the server gave is neither https nor a loopback one"))
            #expect(!ran.error.contains("\u{1B}[2J"))
            #expect(codes.asked.isEmpty)
            #expect(desk.browser.opened.isEmpty)
        }
    }

    @Test("where only the complete address is unfit the QR code leads to the other one")
    func unfitComplete() async {
        let codes = RecordingQRCodes()
        let desk = desk(
            OwnServer.deviceAnswer(extra: #","verification_uri_complete":"javascript:alert(1)""#), qrCodes: codes)
        #expect(await atTerminal(desk, ["--color", "never"]).error.contains("warning: "))
        #expect(codes.asked == ["https://as.example/activate"])
    }

    @Test("the QR code is of the complete address, and drawn where the terminal is wide enough")
    func drawn() async throws {
        for (columns, isDrawn) in [(29, true), (28, false), (nil, false)] as [(Int?, Bool)] {
            let codes = RecordingQRCodes()
            let ran = await atTerminal(
                desk(OwnServer.deviceAnswer(), qrCodes: codes), ["--color", "never"], columns: columns)
            #expect(ran.code == 0)
            #expect(ran.error.contains("█") == isDrawn)
            if columns != nil { #expect(codes.asked == ["https://as.example/activate?user_code=WDJB-MJHT"]) }
            guard isDrawn else { continue }
            let lines = ran.errorLines.filter { $0.contains("█") }
            #expect(lines.count == 15)
            #expect(lines.allSatisfy { $0.count == 29 })
            #expect(lines[0] == String(repeating: "█", count: 29))
            // The first dark module stands at its place, behind a margin of four.
            #expect(lines[2].hasPrefix("████▄█"))
        }
    }

    @Test("with colours the code is light on dark whatever the terminal's own colours are")
    func coloured() async {
        let ran = await atTerminal(desk(OwnServer.deviceAnswer()), ["--color", "always"])
        #expect(ran.error.contains("\u{1B}[97;40m█"))
        #expect(ran.error.contains("\u{1B}[1mWDJB-MJHT\u{1B}[0m"))
    }

    @Test("in a pipe, with --quiet, and without libqrencode there is none; all else stays")
    func notDrawn() async {
        let codes = RecordingQRCodes()
        let desk = desk(OwnServer.deviceAnswer(), qrCodes: codes)
        let pipe = await desk.run(OwnServer.device)
        #expect(pipe.error.contains("  WDJB-MJHT\n"))
        var other = self.desk(OwnServer.deviceAnswer(), qrCodes: codes)
        let person = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, columns: 80)
        let quiet = await other.run(OwnServer.device + ["--quiet", "--color", "never"], terminal: person)
        #expect(quiet.code == 0)
        #expect(quiet.error.contains("  https://as.example/activate\n"))
        #expect(quiet.error.contains("  WDJB-MJHT\n"))
        #expect(quiet.error.contains("Go on only if you started this login yourself"))
        #expect(codes.asked.isEmpty)
        other = self.desk(OwnServer.deviceAnswer())
        other.qrCodes = NoQRCodes()
        #expect(await !atTerminal(other).error.contains("█"))
    }

    @Test("a terminal counts down on one line, which is gone at the end and wherever something else is said")
    func countdown() async throws {
        let desk = desk(OwnServer.deviceAnswer())
        desk.platform.answer("POST /token", .failure(.cut(host: "as.example")), OwnServer.tokens)
        let ran = await atTerminal(desk, ["--color", "never"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("\r\u{1B}[KWaiting: 5:00 left"))
        #expect(ran.error.contains("\r\u{1B}[KThe connection to the authorization server was lost"))
        let end = try #require(ran.error.range(of: "\r\u{1B}[K", options: .backwards))
        #expect(ran.error[end.upperBound...].hasPrefix("✓ Logged in"))
    }

    @Test("Ctrl-C ends it at once with 130, takes the line back and stores nothing")
    func interrupted() async throws {
        var desk = desk(OwnServer.deviceAnswer())
        desk.clock = InterruptedClock()
        let terminal = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, columns: 80)
        let ran = await desk.run(OwnServer.device, terminal: terminal)
        #expect(ran.code == 130)
        #expect(ran.error.hasSuffix("\r\u{1B}[Kerror: interrupted\n"))
        #expect(desk.platform.lines == ["POST /device"])
        #expect(try await desk.session() == nil)
    }

    @Test("elsewhere nothing counts down", arguments: [["--quiet"], ["--verbose"], []])
    func noCountdown(options: [String]) async {
        let isDumb = options.isEmpty
        let terminal = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, columns: 80)
        let ran = await desk(OwnServer.deviceAnswer()).run(
            OwnServer.device + options, environment: isDumb ? ["TERM": "dumb"] : [:], terminal: terminal)
        #expect(ran.code == 0)
        #expect(!ran.error.contains("Waiting: "))
        #expect(!ran.error.contains("\u{1B}[K"))
    }
}

/// Makes a code of 21 by 21 modules of which only the first is dark, and keeps what it was asked for.
final class RecordingQRCodes: QRCodes {
    private let texts = Mutex<[String]>([])

    var asked: [String] { texts.withLock { $0 } }

    func modules(of text: String) -> [[Bool]]? {
        texts.withLock { $0.append(text) }
        return (0..<21).map { row in (0..<21).map { row == 0 && $0 == 0 } }
    }
}

/// A clock on which every wait is interrupted.
private struct InterruptedClock: Clock {
    let now = TestClock().now
    let uptime = Duration.zero

    func sleep(for duration: Duration) async throws { throw CancellationError() }
}

/// A clock on which nobody polls before the countdown was seen, and which then lets it stand.
final class CountdownClock: Clock {
    private let base = TestClock()
    private let isOpen = Mutex(false)

    var now: Date { base.now }
    var uptime: Duration { base.uptime }

    /// The countdown was seen.
    func open() { isOpen.withLock { $0 = true } }

    func sleep(for duration: Duration) async throws {
        if duration == .seconds(1) {
            if isOpen.withLock({ $0 }) { return try await StoppedClock().sleep(for: duration) }
            await Task.yield()
            return try Task.checkCancellation()
        }
        while !isOpen.withLock({ $0 }) {
            try Task.checkCancellation()
            await Task.yield()
        }
        try await base.sleep(for: duration)
    }
}

import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("Colours and links")
struct StyleTests {
    /// Sixteen colours as terminals have them by default: on black, and on white.
    private static let palettes: [(name: String, colours: [Int: UInt32])] = [
        ("xterm", [31: 0xCD0000, 32: 0x00CD00, 33: 0xCDCD00, 35: 0xCD00CD, 36: 0x00CDCD, 37: 0xE5E5E5, 93: 0xFFFF00]),
        ("VGA", [31: 0xAA0000, 32: 0x00AA00, 33: 0xAA5500, 35: 0xAA00AA, 36: 0x00AAAA, 37: 0xAAAAAA, 93: 0xFFFF55]),
        ("GNOME", [31: 0xC01C28, 32: 0x26A269, 33: 0xA2734C, 35: 0xA347BA, 36: 0x2AA1B3, 37: 0xD0CFCC, 93: 0xE9AD0C]),
    ]

    private static func luminance(_ colour: UInt32) -> Double {
        let weights: [(shift: UInt32, weight: Double)] = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
        return weights.reduce(0) { sum, part in
            let value = Double((colour >> part.shift) & 0xFF) / 255
            return sum + part.weight * (value <= 0.04045 ? value / 12.92 : pow24((value + 0.055) / 1.055))
        }
    }

    /// The power of 2.4, by its own square roots.
    private static func pow24(_ value: Double) -> Double {
        // x^2.4 = x^2 · x^0.4, and x^0.4 by Newton's method for the fifth root of x^2.
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - value * value) / (5 * root * root * root * root) }
        return value * value * root
    }

    private static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
        let (low, high) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)
    }

    private static func isReadable(_ code: Int) -> Bool {
        palettes.allSatisfy { palette in
            palette.colours[code].map { contrast($0, 0xFFFFFF) > 2 && contrast($0, 0x000000) > 2 } ?? false
        }
    }

    @Test("every colour stands out from white and from black; yellow, cyan and white would not")
    func colours() {
        let style = Style(isOn: true)
        for paint in [style.red, style.green, style.magenta] {
            let code = Int(paint("x").dropFirst(2).prefix { $0.isNumber }) ?? 0
            #expect(Self.isReadable(code), "\(code)")
        }
        for code in [33, 36, 37, 93] { #expect(!Self.isReadable(code)) }
    }

    @Test("no other colours are used: a QR code brings its own background with it")
    func noOther() async throws {
        let style = Style(isOn: true)
        let all = [style.red("x"), style.green("x"), style.magenta("x"), style.bold("x")].joined()
        #expect(all == "\u{1B}[31mx\u{1B}[0m\u{1B}[32mx\u{1B}[0m\u{1B}[35mx\u{1B}[0m\u{1B}[1mx\u{1B}[0m")
        #expect(style.whiteOnBlack("x") == "\u{1B}[97;40mx\u{1B}[0m")
    }

    @Test("what is coloured has a sign or a word beside it, which is there without colour, too")
    func signs() async throws {
        let page = Given.page(Given.source(visibility: "PRIVATE"))
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        let words = ["sources", "verify", "Docs", "--visibility", "shared", "--color"]
        let coloured = await desk.run(words + ["always"])
        #expect(coloured.output.contains("\u{1B}[31m✗\u{1B}[0m") && coloured.output.contains("\u{1B}[32m✓\u{1B}[0m"))
        let plain = coloured.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(await desk.run(words + ["never"]).output == plain)
    }

    @Test(
        "--color, then NO_COLOR, then CLICOLOR_FORCE, then the profile, then the terminal and its TERM",
        arguments: [
            (nil, nil, [:], true, true), (nil, nil, [:], false, false), (nil, nil, ["TERM": "dumb"], true, false),
            (nil, nil, ["NO_COLOR": "1"], true, false), (nil, nil, ["NO_COLOR": ""], true, true),
            (nil, nil, ["CLICOLOR_FORCE": "1"], false, true), (nil, nil, ["CLICOLOR_FORCE": "0"], false, false),
            (nil, nil, ["CLICOLOR_FORCE": "1", "TERM": "dumb"], true, true),
            (nil, nil, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
            (.always, nil, ["NO_COLOR": "1"], false, true), (.never, nil, ["CLICOLOR_FORCE": "1"], true, false),
            (.auto, .never, [:], true, true), (nil, .never, [:], true, false), (nil, .always, [:], false, true),
            (nil, .always, ["NO_COLOR": "1"], true, false), (nil, .never, ["CLICOLOR_FORCE": "1"], true, true),
        ] as [(ColorChoice?, ColorChoice?, [String: String], Bool, Bool)])
    func precedence(
        choice: ColorChoice?, preferred: ColorChoice?, variables: [String: String], isTerminal: Bool, isOn: Bool
    ) {
        let style = Style.decide(
            choice, preferred: preferred, environment: Environment(variables), isTerminal: isTerminal)
        #expect(style.isOn == isOn)
    }

    @Test(
        "links are shown at terminals that are known to show them, and nowhere else",
        arguments: [
            ([:], false), (["TERM": "xterm-256color"], false), (["VTE_VERSION": "7006"], true),
            (["VTE_VERSION": "5000"], false), (["KONSOLE_VERSION": "230800"], true),
            (["KONSOLE_VERSION": "180400"], false),
            (["WT_SESSION": "x"], true), (["TERM_PROGRAM": "WezTerm"], true),
            (["TERM_PROGRAM": "Apple_Terminal"], false),
            (["TERM": "xterm-kitty"], true), (["TERM": "foot"], true), (["VTE_VERSION": "7006", "TMUX": "x"], false),
            (["VTE_VERSION": "7006", "TERM": "dumb"], false), (["FORCE_HYPERLINK": "1"], true),
            (["FORCE_HYPERLINK": "1", "TERM": "dumb"], false), (["FORCE_HYPERLINK": "0", "WT_SESSION": "x"], false),
        ] as [([String: String], Bool)])
    func linkSupport(variables: [String: String], isShown: Bool) {
        #expect(Hyperlink.areShown(Environment(variables), isTerminal: true) == isShown)
        #expect(!Hyperlink.areShown(Environment(variables), isTerminal: false))
    }

    @Test("a link leads to https or a loopback host, and nothing gets out of it")
    func linkAddresses() {
        for unfit in [
            "javascript:alert(1)", "file:///etc/passwd", "http://example.com/", "https://a b/", "https://a/\u{1B}\\",
            "",
            "https://user:password@a/", "https://a/\u{9C}",
        ] {
            #expect(Hyperlink(unfit) == nil, "\(unfit)")
        }
        #expect(Hyperlink("https://a.example/x?y=%1B")?.address == "https://a.example/x?y=%1B")
        #expect(
            Hyperlink("http://127.0.0.1:8080/admin/#o/é\u{1B}\\;\u{7}")?.address
                == "http://127.0.0.1:8080/admin/#o/%C3%A9%1B\\;%07")
        #expect(Hyperlink("https://a/")?.around("x") == "\u{1B}]8;;https://a/\u{1B}\\x\u{1B}]8;;\u{1B}\\")
    }

    @Test("a listed source's ID leads to its page, a login's address to itself; not in a pipe, and not in a pager")
    func links() async throws {
        let evil = #"x\u001b]8;;https://evil.example\u001b\\y"#
        let page = Given.page(Given.source("acme-1", evil), Given.source(#"e\u001b\\vil/2"#, "Z"))
        let variables = ["VTE_VERSION": "7006"]
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        let ran = await desk.run(
            ["sources", "list", "--color", "never"], environment: variables, terminal: .person(columns: 200))
        let console = "https://platform.cloud.coveo.com/admin/#acme/content/sources/edit/PUSH/"
        #expect(ran.output.contains("\u{1B}]8;;\(console)acme-1/configuration\u{1B}\\acme-1\u{1B}]8;;\u{1B}\\  "))
        #expect(
            ran.output.contains("\u{1B}]8;;\(console)e%1B%5Cvil%2F2/configuration\u{1B}\\e\\u{1b}\\vil/2\u{1B}]8;;"))
        #expect(ran.output.split(separator: "\u{1B}").count == 9, "\(ran.output.debugDescription)")
        #expect(await !desk.run(["sources", "list"], environment: variables).output.contains("\u{1B}"))
        let paged = variables.merging(["COVEO_PAGER": "less"]) { $1 }
        #expect(
            await !desk.run(["sources", "list", "--color", "never"], environment: paged, terminal: .person()).output
                .contains("\u{1B}"))
    }
}

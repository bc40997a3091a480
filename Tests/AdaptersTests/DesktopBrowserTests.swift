import Foundation
import Ports
import Support
import Testing

@testable import Adapters

@Suite("the desktop's browser", .timeLimit(.minutes(5)))
struct DesktopBrowserTests {
    private static let address = "https://example.com/oauth/authorize?a=1&b=%20$(touch)"

    private let folder = TemporaryFolder()

    /// A browser in the folder, which notes its arguments one a line, then does `then`.
    ///
    /// It is written by another process: a file that any child of ours still holds open for writing can't be run.
    private func script(_ name: String, _ then: String = "exit 0") async throws {
        let text = """
            #!/bin/sh
            for word; do echo "$word"; done >> '\(folder.path("seen"))'
            echo noise; echo noise >&2
            \(then)

            """
        let write = ["-c", "cat > \"$0\" && chmod 755 \"$0\"", folder.path(name)]
        let written = try await ChildProcess("/bin/sh", write, environment: ["PATH": "/usr/bin:/bin"])
            .run(input: .text(text))
        try #require(written.end == .exited(0))
    }

    private func browser(_ variables: [String: String]) -> DesktopBrowser {
        let own = ["PATH": "\(folder.path("")):/usr/bin:/bin"]
        return DesktopBrowser(environment: Environment(own.merging(variables) { $1 }))
    }

    private var seen: [String] {
        let text = FileManager.default.contents(atPath: folder.path("seen")).map { String(decoding: $0, as: UTF8.self) }
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    @Test(
        "BROWSER gets the address as one argument, where it says",
        arguments: [
            ("mine", [address]), ("mine --new", ["--new", address]), ("mine %s --after", [address, "--after"]),
            ("mine --url=%s 100%%", ["--url=\(address)", "100%"]), ("absent:mine", [address]),
            ("failing:mine", [address, address]),
        ])
    func arguments(command: String, expected: [String]) async throws {
        try await script("mine")
        try await script("failing", "exit 3")
        try await browser(["BROWSER": command]).open(Self.address)
        #expect(seen == expected)
    }

    @Test("a path with slashes is a browser, too")
    func path() async throws {
        try await script("mine")
        try await browser(["BROWSER": folder.path("mine")]).open(Self.address)
        #expect(seen == [Self.address])
    }

    @Test("one that fails, and one that is not there, are told by name")
    func failing() async throws {
        try await script("failing", "exit 3")
        await #expect(throws: BrowserFailure.failed(program: "failing", status: 3)) {
            try await browser(["BROWSER": "failing"]).open(Self.address)
        }
        await #expect(throws: BrowserFailure.failed(program: "absent", status: 127)) {
            try await browser(["BROWSER": "absent", "DISPLAY": ":0"]).open(Self.address)
        }
    }

    @Test("one that stays is left running, in a session of its own, without our streams, tokens and descriptors")
    func staying() async throws {
        let pipe = Pipe()
        try await script(
            "mine",
            """
            { env; ls -l /proc/$$/fd; } > '\(folder.path("state"))'
            echo $$ > '\(folder.path("pid"))'
            exec sleep 60
            """)
        try await browser(["BROWSER": "mine", "COVEO_ACCESS_TOKEN": "canary", "KEPT": "kept"]).open(Self.address)
        let text = try String(contentsOfFile: folder.path("pid"), encoding: .utf8)
        let process = try #require(Int32(text.trimmingCharacters(in: .newlines)))
        defer { kill(process, SIGKILL) }
        #expect(ProcessID.session(of: process) == process)
        let state = try String(contentsOfFile: folder.path("state"), encoding: .utf8)
        #expect(state.contains("KEPT=kept") && !state.contains("canary"))
        #expect(!state.contains(" \(pipe.fileHandleForReading.fileDescriptor) -> pipe:"))
        #expect(state.contains("0 -> /dev/null"))
    }

    @Test(
        "opens nothing but https, and http on a loopback host",
        arguments: [
            "http://example.com/", "file:///etc/passwd", "javascript:alert(1)", "https://", "https:///x",
            "http://127.0.0.1.example.com/", "http://localhost@example.com/", "https://a b", "https://a\n", "-version",
            "http://[::1].example.com/",
        ])
    func unfit(address: String) async throws {
        try await script("mine")
        await #expect(throws: BrowserFailure.unfitAddress) { try await browser(["BROWSER": "mine"]).open(address) }
        #expect(seen.isEmpty)
    }

    @Test(
        "opens loopback addresses",
        arguments: ["http://127.0.0.1:8080/x", "http://localhost/", "HTTP://LOCALHOST:1", "http://[::1]:80/?a"])
    func loopback(address: String) async throws {
        try await script("mine")
        try await browser(["BROWSER": "mine"]).open(address)
        #expect(seen == [address])
    }

    @Test("without BROWSER the desktop's opener is taken, where there is a display")
    func opener() async throws {
        try await script("xdg-open")
        try await browser(["DISPLAY": ":0"]).open(Self.address)
        #expect(seen == [Self.address])
        await #expect(throws: BrowserFailure.noOpener) { try await browser([:]).open(Self.address) }
        #expect(seen.count == 1)
    }

    @Test(
        "can be opened by the contract's rule",
        arguments: [
            (["BROWSER": "w3m"], [], true), (["BROWSER": ""], ["xdg-open"], false),
            (["DISPLAY": ":0"], ["xdg-open"], true), (["WAYLAND_DISPLAY": "w"], ["xdg-open"], true),
            (["DISPLAY": ":0"], [], false), ([:], ["xdg-open"], false),
            (["DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"], ["xdg-open"], false),
            (["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"], ["xdg-open"], false),
            (["BROWSER": "w3m", "SSH_TTY": "/dev/pts/1"], [], true),
            (["WSL_DISTRO_NAME": "Debian"], ["wslview"], true), (["WSL_DISTRO_NAME": "Debian"], [], false),
            ([:], ["wslview"], false),
        ] as [([String: String], [String], Bool)])
    func available(variables: [String: String], programs: [String], expected: Bool) async throws {
        for program in programs { try await script(program) }
        let own = variables.merging(["PATH": folder.path("")]) { $1 }
        #expect(DesktopBrowser(environment: Environment(own)).isAvailable == expected)
    }
}

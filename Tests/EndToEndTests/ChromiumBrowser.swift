import Foundation
import JSON
import Support
import Testing

/// A person with a headless Chromium: `Tests/rigs/browser`.
struct ChromiumBrowser: Sendable {
    /// What the person does at the pages.
    enum Act: String, Sendable {
        case approve, refuse
        /// Opens the address and looks at it.
        case look
    }

    /// What tells the rig what to do, and where its record goes.
    private let variables: [String: String]
    private let record: String
    private let stage: Stage

    /// - Parameter code: what is typed where a page asks for a device's code.
    init(_ act: Act, on stage: Stage, user: String = "alice", password: String = "alice", code: String = "") {
        self.stage = stage
        record = stage.folder + "/browser-\(UUID().uuidString).json"
        variables = [
            "RIG_BROWSER_ACT": act.rawValue, "RIG_BROWSER_OUT": record, "RIG_BROWSER_USER": user,
            "RIG_BROWSER_PASSWORD": password, "RIG_BROWSER_CODE": code,
        ]
    }

    /// The variables under which `coveo` finds this browser in `BROWSER`.
    var asBrowser: [String: String] {
        variables.merging(["BROWSER": Rig.path("browser")]) { $1 }
    }

    /// The variables under which `coveo` finds it through the desktop's own `xdg-open`, as the default browser of the
    /// stage's home.
    func asDesktop() throws -> [String: String] {
        let applications = stage.home + "/.local/share/applications"
        let configuration = stage.home + "/.config"
        for folder in [applications, configuration] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let entry = """
            [Desktop Entry]
            Type=Application
            Name=Person
            Exec=\(Rig.path("browser")) %u
            MimeType=x-scheme-handler/http;

            """
        try entry.write(toFile: applications + "/person.desktop", atomically: false, encoding: .utf8)
        let defaults = "[Default Applications]\nx-scheme-handler/http=person.desktop\n"
        try defaults.write(toFile: configuration + "/mimeapps.list", atomically: false, encoding: .utf8)
        return variables.merging(["DISPLAY": ":99"]) { $1 }
    }

    /// Opens an address itself.
    func open(_ address: String) async throws -> SeenPage {
        let outcome = try await ChildProcess(
            Rig.path("browser"), [address], environment: variables.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        ).run(deadline: .seconds(90))
        try #require(FileManager.default.fileExists(atPath: record), "\(outcome.end) \(outcome.errors)")
        return try await page()
    }

    /// What was on the last page, once whoever was started by `coveo` has seen it.
    func page() async throws -> SeenPage {
        let deadline = ContinuousClock.now + .seconds(70)
        while !FileManager.default.fileExists(atPath: record) {
            try #require(ContinuousClock.now < deadline, "the browser has left no record")
            try await Task.sleep(for: .milliseconds(20))
        }
        let page = try SeenPage(JSONValue(parsing: Array(Data(contentsOf: URL(filePath: record)))))
        try #require(page.error == nil, "\(page)")
        return page
    }
}

import Glibc
package import Ports

/// The browser of the person's desktop: `BROWSER`, `wslview` under WSL, or `xdg-open`.
package struct DesktopBrowser: Browser {
    /// How long an opener is watched. `xdg-open` ends at once with most browsers and stays with others.
    private static let patience = Duration.seconds(2)

    private let environment: Environment
    private let searchPath: SearchPath

    package init(environment: Environment) {
        self.environment = environment
        searchPath = SearchPath(environment)
    }

    package var isAvailable: Bool {
        if environment.nonEmpty("BROWSER") != nil { return true }
        let isRemote = ["SSH_CONNECTION", "SSH_TTY"].contains { environment.nonEmpty($0) != nil }
        return wslOpener != nil || (desktopOpener != nil && !isRemote)
    }

    package func open(_ address: String) async throws(BrowserFailure) {
        guard Self.isFit(address) else { throw .unfitAddress }
        var failure = BrowserFailure.noOpener
        for command in commands {
            let words = command.words(address)
            guard let name = words.first else { continue }
            guard let program = searchPath.program(name) else {
                failure = .failed(program: name, status: 127)
                continue
            }
            let status = await run(program, words)
            if status == 0 { return }
            failure = .failed(program: name, status: status)
        }
        throw failure
    }

    /// What is tried, in this order, until one works. Nothing is tried in place of what `BROWSER` asks for.
    private var commands: [BrowserCommand] {
        if let wanted = environment.nonEmpty("BROWSER") {
            return wanted.split(separator: ":").map { BrowserCommand(String($0)) }
        }
        return [wslOpener, desktopOpener].compactMap { $0.map { BrowserCommand($0) } }
    }

    private var wslOpener: String? {
        let isWSL = ["WSL_DISTRO_NAME", "WSL_INTEROP"].contains { environment.nonEmpty($0) != nil }
        return isWSL ? searchPath.program("wslview") : nil
    }

    /// Without a display `xdg-open` would take a text browser, which nobody asked for.
    private var desktopOpener: String? {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment.nonEmpty($0) != nil }
        return hasDisplay ? searchPath.program("xdg-open") : nil
    }

    /// Runs the opener in a session of its own, where no Ctrl-C reaches it, with none of our streams and none of our
    /// variables (a token may be among them).
    ///
    /// - Returns: its exit status (128 + signal), 127 where it could not be started, 0 where it still runs.
    private func run(_ program: String, _ words: [String]) async -> Int32 {
        let variables = environment.all.filter { !$0.key.hasPrefix("COVEO_") }
        guard let child = DetachedProcess(program, words, environment: variables) else { return 127 }
        return await child.status(within: Self.patience) ?? 0
    }

    /// https, or http on a loopback host; printable ASCII only.
    private static func isFit(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return false }
        let lower = address.lowercased()
        let (isSecure, rest) =
            lower.hasPrefix("https://") ? (true, lower.dropFirst(8)) : (false, lower.dropFirst(7))
        guard isSecure || lower.hasPrefix("http://") else { return false }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else { return false }
        let isIPv6 = authority == "[::1]" || authority.hasPrefix("[::1]:")
        return isSecure || isIPv6 || LoopbackHost.isLoopback(String(authority.prefix { $0 != ":" }))
    }
}

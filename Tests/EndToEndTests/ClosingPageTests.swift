import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("The closing page in a browser", .enabled(if: Facility.browser && Facility.desktop))
    struct ClosingPageTests {
        /// How `coveo` finds the browser.
        enum Opener: CaseIterable {
            case browserVariable, xdgOpen

            func variables(_ browser: ChromiumBrowser) throws -> [String: String] {
                switch self {
                case .browserVariable: browser.asBrowser
                case .xdgOpen: try browser.asDesktop()
                }
            }
        }

        /// What every page that ends a login has in common.
        private func checkManners(of page: SeenPage) throws {
            #expect(page.status == 200)
            #expect(page.loads == [])
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            #expect(page.field("cache-control") == "no-store")
            #expect(page.field("content-security-policy")?.hasPrefix("default-src 'none';") == true)
            #expect(page.field("referrer-policy") == "no-referrer")
            #expect(page.field("x-content-type-options") == "nosniff")
            #expect(page.field("set-cookie") == nil)
            for name in ["code", "state"] {
                guard let value = Person.parameter(name, of: page.address) else { continue }
                #expect(!page.text.contains(value), "the \(name) is on the page")
            }
            let (light, dark) = (try page.light(), try page.dark())
            #expect(light.brightness > 200 && light.page.reduce(0, +) > 600)
            #expect(dark.brightness < 60 && dark.page.reduce(0, +) < 180)
            #expect(light.contrast >= 7 && dark.contrast >= 7)
        }

        @Test("who signs in is sent back to the terminal, by BROWSER and by xdg-open", arguments: Opener.allCases)
        func done(opener: Opener) async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let browser = ChromiumBrowser(.approve, on: stage)
                let login = try await stage.coveo("login", "--org", "acmesandbox", adding: opener.variables(browser))
                #expect(login.end == .exited(0), "\(login.errors)")
                let page = try await browser.page()
                #expect(page.steps == ["sign in"])
                #expect(page.title == "Back to the terminal – coveo")
                #expect(page.text.contains("coveo has received the answer. You can close this page"))
                try checkManners(of: page)
            }
        }

        @Test(
            "who presses Deny reads that the login was refused, by BROWSER and by xdg-open", arguments: Opener.allCases)
        func refused(opener: Opener) async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let browser = ChromiumBrowser(.refuse, on: stage)
                let login = try await stage.coveo("login", "--org", "acmesandbox", adding: opener.variables(browser))
                #expect(login.end == .exited(77))
                let page = try await browser.page()
                #expect(page.steps == ["deny"])
                #expect(page.title == "Login refused – coveo")
                #expect(page.text.contains("The login was refused (access_denied). Nothing was stored."))
                try checkManners(of: page)
                #expect(try await stage.items() == "")
            }
        }

        @Test(
            "a hostile error_description is text: it runs nothing, loads nothing, leads nowhere and turns nothing round"
        )
        func hostile() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let terminal = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                let address = try await Person.address(on: terminal)
                let canary = stage.sandbox.url + "/canary"
                let description =
                    "<script>document.title='owned'</script><img src=\(canary)><link rel=icon href=\(canary)>"
                    + "<meta http-equiv=refresh content=\"0;url=\(canary)\">\u{1B}]0;owned\u{07}\u{202E}desrever"
                    + String(repeating: "A", count: 2_000)
                var redirect = try #require(
                    Person.parameter("redirect_uri", of: address).flatMap { URLComponents(string: $0) })
                redirect.queryItems = [
                    URLQueryItem(name: "error", value: "access_denied"),
                    URLQueryItem(name: "error_description", value: description),
                    URLQueryItem(name: "state", value: Person.parameter("state", of: address)),
                ]
                let page = try await ChromiumBrowser(.look, on: stage).open(try #require(redirect.string))
                #expect(page.title == "Login refused – coveo")
                #expect(page.text.contains("<script>document.title='owned'</script><img src="))
                #expect(page.text.contains("\\u{1b}]0;owned\\u{7}\\u{202e}desreverAAAA"))
                #expect(page.text.contains("AAAA…") && page.text.utf8.count < 1_500)
                #expect(Person.parameter("error", of: page.address) == "access_denied")
                try checkManners(of: page)
                #expect(!stage.sandbox.logged.contains("/canary"))

                #expect(try await terminal.wait() == .exited(77), "\(terminal.transcript)")
                #expect(terminal.transcript.contains("document.title"))
                #expect(!terminal.transcript.contains("\u{1B}]") && !terminal.transcript.contains("\u{202E}"))
                #expect(try await stage.items() == "")
            }
        }
    }
}

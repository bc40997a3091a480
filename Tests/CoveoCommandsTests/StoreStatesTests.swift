import Foundation
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@testable import CoveoCommands

@Suite("The words for a store's states")
struct StoreStatesTests {
    private static let states: [(name: StoreName, failure: StoreFailure)] = [
        (.secretService, .notInstalled(library: "libsecret-1.so.0")), (.secretService, .noSessionBus),
        (.secretService, .noService), (.secretService, .noCollection), (.secretService, .locked),
        (.secretService, .dismissed),
        (.secretService, .noAnswer(after: .seconds(5))), (.secretService, .denied),
        (.secretService, .garbled), (.secretService, .other(domain: "d", code: 1)),
        (.helper("pass"), .helper(program: "docker-credential-pass", .missing)),
        (.helper("pass"), .helper(program: "docker-credential-pass", .noAnswer(after: .seconds(5)))),
        (.helper("pass"), .helper(program: "docker-credential-pass", .garbled)),
        (.helper("pass"), .helper(program: "docker-credential-pass", .blocked(by: "https://registry.example"))),
        (.file, .file(path: "/home/ann/.local/share/coveo/l", .writableByOthers(mode: 0o777))),
        (.file, .file(path: "/home/ann/.local/share/coveo/l", .busy(after: .seconds(5)))),
    ]

    @Test("each state has its own words and ways out in auth status")
    func status() async throws {
        var text = ""
        for (name, failure) in Self.states {
            let desk = Desk()
            desk.files.put("{\"profiles\":{\"default\":{\"store\":\"\(name.text)\"}}}", Desk.configuration)
            desk[name].fail(with: failure)
            let ran = await desk.coveo("auth", "status")
            #expect(ran.code == 78)
            text += ran.output + ran.error + "\n"
        }
        try Golden.expect(text, "auth-status-states.txt")
    }

    @Test("how secrets travel is told, and a warning says where they are not encrypted")
    func protection() async throws {
        let desk = try await Desk.loggedIn()
        desk.store.tell(protection: .encrypted(algorithm: "dh-ietf1024-sha256-aes128-cbc-pkcs7"))
        let encrypted = await desk.coveo("auth", "status", "--offline")
        #expect(
            encrypted.output.contains("\n  secrets       encrypted on the bus (dh-ietf1024-sha256-aes128-cbc-pkcs7)\n"))
        #expect(encrypted.error.isEmpty)
        let json = await desk.coveo("auth", "status", "--offline", "--json")
        #expect(json.output.contains(#""storeProtection":"dh-ietf1024-sha256-aes128-cbc-pkcs7""#))
        desk.store.tell(protection: .plain)
        let plain = await desk.coveo("auth", "status", "--offline")
        #expect(plain.code == 0)
        #expect(
            plain.output.contains("\n  secrets       not encrypted on the bus, since the service offers nothing else\n")
        )
        #expect(plain.error.hasPrefix("warning: secrets are not encrypted on the bus"))
        #expect(
            await desk.coveo("auth", "status", "--offline", "--json").output.contains(#""storeProtection":"plain""#))
    }

    @Test("of the file store it is said that it is not encrypted")
    func file() async throws {
        let desk = Desk()
        desk.files.put(#"{"profiles":{"default":{"store":"file"}}}"#, Desk.configuration)
        try await desk.logIn(Given.session(), in: .file)
        let ran = await desk.coveo("auth", "status", "--offline")
        #expect(ran.output.contains("\n  store         file, readable\n  secrets       not encrypted in the file\n"))
        let json = await desk.coveo("auth", "status", "--offline", "--json")
        #expect(json.output.contains(#""store":"file""#) && json.output.contains(#""storeProtection":"none""#))
        let variable = await desk.coveo(
            "auth", "status", "--offline", environment: ["COVEO_CREDENTIAL_STORE": "secret-service"])
        #expect(
            variable.output.contains("secret-service, no login of this profile, chosen by COVEO_CREDENTIAL_STORE\n"))
    }

    @Test("--json tells why a store can't be used, what chooses it, and where a login may lie besides")
    func json() async throws {
        let desk = Desk()
        desk.files.put(
            #"{"profiles":{"default":{"store":"helper:pass","otherStore":"file"}}}"#, Desk.configuration)
        desk[.helper("pass")].fail(
            with: .helper(program: "docker-credential-pass", .failed(status: 1, message: "sealed\u{1B}[2J")))
        let failed = await desk.coveo("auth", "status", "--json")
        #expect(failed.code == 78)
        #expect(
            failed.output.contains(
                #""storeState":"failed","valid":null,"validMessage":null,"storeProtection":null,"#
                    + #""storeMessage":"the credential helper docker-credential-pass failed with status 1: sealed\\u{1b}[2J","#
                    + #""storeOverride":null,"otherStore":"file","override":null}"#), "\(failed.output)")
        let environment = ["COVEO_CREDENTIAL_STORE": "secret-service", "COVEO_PROFILE": "work"]
        let chosen = await desk.coveo("auth", "status", "--json", environment: environment)
        #expect(chosen.code == 78)
        desk.files.put(#"{"profiles":{"work":{}}}"#, Desk.configuration)
        let variable = await desk.coveo("auth", "status", "--json", environment: environment)
        #expect(
            variable.output.contains(
                #""storeMessage":null,"storeOverride":"COVEO_CREDENTIAL_STORE","otherStore":null,"override":"COVEO_PROFILE"}"#
            ), "\(variable.output)")
    }

    @Test("one store that can't be used hides no login of another one")
    func others() async throws {
        let desk = Desk()
        desk.files.put(
            #"{"profile":"f","profiles":{"f":{"store":"file"},"s":{},"h":{"store":"helper:pass"}}}"#, Desk.configuration
        )
        try await desk.logIn(Given.session(), profile: "f", in: .file)
        try await desk.logIn(Given.session(), profile: "h", in: .helper("pass"))
        desk.store.fail(with: .noSessionBus)
        let status = await desk.coveo("auth", "status", "--offline")
        #expect(status.code == 0)
        #expect(status.output.contains("profile h: logged in") && status.output.contains("no session bus"))
        #expect(status.error.hasPrefix("warning: profile 's': the Secret Service can't be reached"))
        let list = await desk.coveo("profiles", "list", "--json")
        #expect(list.code == 78)
        #expect(list.output.contains(#""profile":"f","current":true,"stored":true"#))
        #expect(list.output.contains(#""profile":"s","current":false,"stored":null"#))
        #expect(list.output.contains(#""store":"helper:pass""#))
        let all = await desk.coveo("logout", "--all", "--json")
        #expect(all.code == 78)
        #expect(
            all.output.contains(#"{"profile":"f","deleted":true"#)
                && all.output.contains(#"{"profile":"h","deleted":true"#))
        #expect(await desk.coveo("profiles", "use", "wrok").code == 78)
        #expect(await desk.coveo("profiles", "use", "h").code == 0)
        #expect(await desk.coveo("profiles", "remove", "f", "--yes").code == 0)
    }

    @Test("a helper that lists nothing for now still gives the logins that are known, and the rest is warned of")
    func unlisted() async throws {
        let desk = Desk()
        desk.files.put(#"{"profile":"h","profiles":{"h":{"store":"helper:pass"}}}"#, Desk.configuration)
        try await desk.logIn(Given.session(), profile: "h", in: .helper("pass"))
        desk[.helper("pass")].failLists(
            with: .helper(program: "docker-credential-pass", .blocked(by: "https://registry.example/v1/")))
        let status = await desk.coveo("auth", "status", "--offline")
        #expect(status.code == 0)
        #expect(status.output.hasPrefix("- profile h (current): logged in\n"), "\(status.output)")
        #expect(
            status.error.hasPrefix(
                """
                warning: profiles that no settings name can't be listed: the credential helper docker-credential-pass \
                lists nothing as long as its store has an empty entry for https://registry.example/v1/
                """))
        #expect(await desk.coveo("profiles", "list").code == 78)
        #expect(await desk.coveo("logout", "--all").code == 78)
    }

    @Test("docs/stores.md has a row for each word of a state, and for no other")
    func documented() throws {
        let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/stores.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        let section = try #require(text.split(separator: "\n## ").first { $0.hasPrefix("The states of a store") })
        let words = section.matches(of: /\n\| `([a-z-]+)` \|/).map { String($0.1) }
        #expect(words.sorted() == StatusReport.StoreState.Word.allCases.map(\.rawValue).sorted())
    }

    @Test("a service that nobody needs is not asked, and its absence hides no mistake in a name")
    func unneeded() async throws {
        let desk = Desk(store: MemoryStore(failure: .noSessionBus))
        desk.files.put(#"{"profiles":{"default":{"store":"file"}}}"#, Desk.configuration)
        try await desk.logIn(Given.session(), in: .file)
        for arguments in [
            ["auth", "status", "--offline"], ["profiles", "list"], ["auth", "token"], ["logout", "--all"],
        ] {
            #expect(await desk.run(arguments, showsToken: true).code == 0)
        }
        #expect(desk.store.calls.isEmpty)
        for arguments in [
            ["profiles", "use", "wrok"], ["profiles", "remove", "wrok"],
            ["config", "set", "timeout", "1", "--profile", "wrok"],
        ] {
            #expect(await desk.run(arguments).error.hasPrefix("error: there is no profile 'wrok'"))
        }
    }
}

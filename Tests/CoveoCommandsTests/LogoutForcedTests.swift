import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Ending a login whose store can't be used")
struct LogoutForcedTests {
    private let work = #"{"profile":"work","profiles":{"default":{},"work":{"organization":"acme"}}}"#

    private func desk(_ text: String, failure: StoreFailure? = .noSessionBus) -> Desk {
        let desk = Desk(store: MemoryStore(failure: failure))
        desk.files.put(text, Desk.configuration)
        return desk
    }

    @Test(
        "it is 78, and the last hint is the same command with --force",
        arguments: [
            (["logout"], "coveo logout --force"), (["logout", "--all"], "coveo logout --all --force"),
            (["auth", "logout", "--profile", "work"], "coveo logout --force --profile work"),
            (["profiles", "remove", "work", "--yes"], "coveo profiles remove work --yes --force"),
        ])
    func refused(arguments: [String], command: String) async {
        let desk = desk(work)
        let ran = await desk.run(arguments)
        #expect(ran.code == 78)
        #expect(ran.error.hasPrefix("error: the Secret Service can't be reached: there is no D-Bus session bus here"))
        #expect(
            ran.error.hasSuffix(
                """
                hint: run inside a desktop session, or under 'dbus-run-session -- bash' with a keyring unlocked there
                hint: or '\(command)' goes on without the store, and leaves there what may be in it

                """), "\(ran.error)")
        #expect(!ran.error.contains("COVEO_ACCESS_TOKEN") && !ran.error.contains("--store"))
        #expect(desk.files.text(Desk.configuration) == work)
    }

    @Test("logout --force is 0, and says where the login may still be and what deletes it")
    func logout() async {
        let ran = await desk(work).coveo("logout", "--force", "--json", "--quiet")
        #expect(ran.code == 0)
        #expect(
            ran.output == """
                [{"profile":"work","deleted":false,"revoked":false,\
                "error":"the Secret Service can't be reached: there is no D-Bus session bus here"}]

                """)
        #expect(
            ran.error == """
                warning: a login may still be in secret-service, and was not deleted there: the Secret Service can't be \
                reached: there is no D-Bus session bus here
                note: 'COVEO_CREDENTIAL_STORE=secret-service coveo logout --profile work' deletes it, once that is mended

                """)
    }

    @Test("profiles remove --force deletes the settings, and says the same")
    func remove() async throws {
        let desk = desk(work)
        try await desk.otherStores[.file].probe(interaction: .never)
        let ran = await desk.coveo("profiles", "remove", "work", "--yes", "--force")
        #expect(ran.code == 0)
        #expect(ran.error.hasPrefix("warning: a login may still be in secret-service, and was not deleted there: "))
        #expect(
            ran.error.contains(
                "note: 'COVEO_CREDENTIAL_STORE=secret-service coveo logout --profile work' deletes it, once that is mended\n"
                    + "✓ Removed profile work\n"))
        #expect(desk.files.text(Desk.configuration)?.contains("work") == false)
        let json = await self.desk(work).coveo("profiles", "remove", "work", "--yes", "--force", "--json")
        #expect(json.output.contains(#""deleted":false,"revoked":false,"error":"the Secret Service can't"#))
    }

    @Test("the command that is named deletes it, though no setting knows the profile any more")
    func later() async throws {
        let desk = desk(work, failure: nil)
        try await desk.logIn(Given.session(), profile: "work")
        desk.store.fail(with: .noSessionBus)
        #expect(await desk.coveo("profiles", "remove", "work", "--yes", "--force").code == 0)
        desk.store.fail(with: nil)
        let variable = ["COVEO_CREDENTIAL_STORE": "secret-service"]
        #expect(await desk.coveo("logout", "--profile", "work", environment: variable).code == 0)
        #expect(try await desk.session("work") == nil)
    }

    @Test("where the store can be used, --force is as nothing; a name that nobody knows stays an error")
    func needless() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("logout", "--force")
        #expect(ran.code == 0)
        #expect(ran.error.contains("Logged out ann@example.com (profile default)\n") && !ran.error.contains("note:"))
        let unknown = await self.desk(work).coveo("logout", "--force", "--profile", "wrok")
        #expect(unknown.code == 78)
        #expect(unknown.error.hasPrefix("error: there is no profile 'wrok'; there are: default, work ("))
    }

    @Test("--all names the profiles of a store that fails, and ends the logins of the others")
    func all() async throws {
        let desk = desk(
            #"{"profile":"f","profiles":{"f":{"store":"file"},"a":{},"b":{},"h":{"store":"helper:pass"}}}"#)
        try await desk.logIn(Given.session(), profile: "f", in: .file)
        desk[.helper("pass")].fail(with: .helper(program: "docker-credential-pass", .missing))
        let ran = await desk.coveo("logout", "--all", "--json")
        #expect(ran.code == 78)
        #expect(
            ran.error.contains(
                "error: the Secret Service can't be reached: there is no D-Bus session bus here (profiles 'a', 'b')\n"))
        #expect(
            ran.error.contains("error: the credential helper docker-credential-pass is not on PATH (profile 'h')\n"))
        #expect(ran.error.contains("Logged out ann@example.com (profile f)\n"))
        let bus = "the Secret Service can't be reached: there is no D-Bus session bus here"
        #expect(
            ran.output == """
                [{"profile":"a","deleted":false,"revoked":false,"error":"\(bus)"},\
                {"profile":"b","deleted":false,"revoked":false,"error":"\(bus)"},\
                {"profile":"h","deleted":false,"revoked":false,\
                "error":"the credential helper docker-credential-pass is not on PATH"},\
                {"profile":"f","deleted":true,"revoked":false}]

                """)
        let forced = await desk.coveo("logout", "--all", "--force")
        #expect(forced.code == 0)
        #expect(
            forced.error.hasPrefix(
                "warning: logins may still be in secret-service ('a', 'b'), and were not deleted: the Secret Service can't"
            ))
        #expect(forced.error.contains("note: 'coveo logout --all' deletes them, once that is mended\n"))
    }
}
